package io.github.novitagateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.novitagateway.guard.Absent;
import org.junit.jupiter.api.Test;

class ForeignHostsTest {
    @Test
    void areAllWithPublicAddressesByDefault() {
        ForeignHosts hosts = ForeignHosts.defaults();

        assertThat(hosts.allowPrivateAddresses()).isFalse();
        assertThat(hosts.names()).accepts("storage.example", "203.0.113.1");
        assertThat(hosts)
                .isEqualTo(ForeignHosts.builder().build())
                .isNotEqualTo(ForeignHosts.builder().allowPrivateAddresses(true).build());
    }

    @Test
    void canBeNarrowedByName() {
        ForeignHosts hosts =
                ForeignHosts.builder().names("storage.example"::equals).build();

        assertThat(hosts.names()).accepts("storage.example").rejects("elsewhere.example");
        assertThatNullPointerException()
                .isThrownBy(() -> ForeignHosts.builder().names(Absent.value()).build())
                .withMessage("names");
    }
}
