package io.github.novitagateway.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedHostsTest {

    /** Asked for as the gateway does: without brackets, without a final dot. */
    private final AllowedHosts hosts = AllowedHosts.of(List.of("CDN.example.com.", "*.s3.example.com", "[::1]"));

    @ParameterizedTest
    @CsvSource({
        "cdn.example.com, true",
        "a.s3.example.com, true",
        "a.b.s3.example.com, true",
        "::1, true",
        "s3.example.com, false",
        "evils3.example.com, false",
        "a.cdn.example.com, false",
        "example.com, false"
    })
    void aHostIsAllowedByItsNameOrByTheDomainAboveIt(String host, boolean allowed) {
        assertThat(hosts.test(host)).isEqualTo(allowed);
    }
}
