package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.reactor.PollingPolicy;
import io.github.novitagateway.sandbox.SandboxExtension;
import io.github.novitagateway.sandbox.SandboxOptions;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The README's way to use the sandbox in tests. */
@Timeout(30)
class SandboxInTestsTest {

    @RegisterExtension
    static final SandboxExtension SANDBOX =
            SandboxExtension.with(SandboxOptions.builder().speed(1000).build());

    private final NovitaGateway novita = NovitaGateway.builder(NovitaConfig.builder(ApiKey.of("any"))
                    .baseUrl(SANDBOX.sandbox().baseUrl())
                    .build())
            .trainingPolling(PollingPolicy.fixed(Duration.ofMillis(50)))
            .imagePolling(PollingPolicy.fixed(Duration.ofMillis(50)))
            .build();

    @AfterEach
    void close() {
        novita.close();
    }

    @Test
    void answersWhoeverAsks() {
        var balance = Objects.requireNonNull(novita.account().balance().block(Duration.ofSeconds(10)));

        assertThat(balance.available()).isEqualByComparingTo(new BigDecimal(100));
    }
}
