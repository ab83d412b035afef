package io.github.novitagateway.spring.boot;

import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.reactor.NovitaGateway;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.assertj.ApplicationContextAssertProvider;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.core.env.StandardEnvironment;

/** Contexts with what the module configures, and a key. */
final class Contexts {

    static final String KEY = "sk_contexts_0123456789abcdef";

    static final AutoConfigurations OURS = AutoConfigurations.of(
            NovitaGatewayAutoConfiguration.class,
            NovitaHealthAutoConfiguration.class,
            NovitaHttpClientAutoConfiguration.class,
            NovitaWebhookAutoConfiguration.class);

    private Contexts() {}

    static ApplicationContextRunner withoutKey() {
        return new ApplicationContextRunner().withConfiguration(OURS);
    }

    static ApplicationContextRunner plain() {
        return withoutKey().withPropertyValues("novita.api-key=" + KEY);
    }

    static ReactiveWebApplicationContextRunner reactive() {
        return new ReactiveWebApplicationContextRunner()
                .withConfiguration(OURS)
                .withPropertyValues("novita.api-key=" + KEY);
    }

    /** What a gateway goes by. */
    static NovitaConfig configOf(NovitaGateway gateway) {
        AtomicReference<NovitaConfig> config = new AtomicReference<>();
        gateway.with(builder -> {
            config.set(builder.build());
            return builder;
        });
        return Objects.requireNonNull(config.get());
    }

    /** What somebody is told whose application does not start. */
    static FailureAnalysis analysis(ApplicationContextAssertProvider<?> context) {
        Throwable failure = Objects.requireNonNull(context.getStartupFailure(), "it started");
        return Objects.requireNonNull(
                new NovitaPropertyFailureAnalyzer(new StandardEnvironment()).analyze(failure), failure::toString);
    }
}
