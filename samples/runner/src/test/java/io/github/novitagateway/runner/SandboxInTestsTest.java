package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.sandbox.SandboxExtension;
import io.github.novitagateway.sandbox.SandboxOptions;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The README's way to use the sandbox in tests. */
@Timeout(30)
class SandboxInTestsTest {

    @RegisterExtension
    static final SandboxExtension SANDBOX =
            SandboxExtension.with(SandboxOptions.builder().speed(1000).build());

    @Test
    void answersWhoeverAsks() {
        try (NovitaGateway novita = NovitaGateway.create(NovitaConfig.builder(ApiKey.of("any"))
                .baseUrl(SANDBOX.sandbox().baseUrl())
                .build())) {
            var balance = Objects.requireNonNull(novita.account().balance().block(Duration.ofSeconds(10)));

            assertThat(balance.available()).isEqualByComparingTo(new BigDecimal(100));
        }
    }
}
