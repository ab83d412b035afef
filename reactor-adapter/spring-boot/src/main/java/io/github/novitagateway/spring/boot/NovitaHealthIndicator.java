package io.github.novitagateway.spring.boot;

import io.github.novitagateway.account.Balance;
import io.github.novitagateway.guard.Require;
import io.github.novitagateway.reactor.NovitaGateway;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import reactor.core.publisher.Mono;

/**
 * Whether the service can be reached with the key, and what the account holds: asks for the balance, which is free of
 * charge. Up with the detail {@code balance} in US dollars, whatever it is; down with the failure, which never shows
 * the key.
 */
final class NovitaHealthIndicator extends AbstractReactiveHealthIndicator {

    private final NovitaGateway gateway;
    private final Duration timeout;

    /**
     * Makes an indicator.
     *
     * @param gateway the one to ask
     * @param timeout longest time in all, retries included; above 0
     * @throws IllegalArgumentException when the time is out of its range
     */
    NovitaHealthIndicator(NovitaGateway gateway, Duration timeout) {
        super("The Novita service could not be asked for the balance");
        this.gateway = gateway;
        this.timeout = Require.positive("timeout", timeout);
    }

    @Override
    protected Mono<Health> doHealthCheck(Health.Builder builder) {
        return gateway.account()
                .balance()
                .timeout(timeout, Mono.error(() -> new TimeoutException("no answer within " + timeout)))
                .map(balance -> up(builder, balance));
    }

    private static Health up(Health.Builder builder, Balance balance) {
        return builder.up()
                .withDetail("balance", balance.available())
                .withDetail("currency", "USD")
                .build();
    }
}
