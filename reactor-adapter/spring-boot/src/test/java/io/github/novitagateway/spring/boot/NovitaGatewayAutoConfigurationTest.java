package io.github.novitagateway.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.config.QuotaLimits;
import io.github.novitagateway.config.QuotaLimits.Pool;
import io.github.novitagateway.error.NovitaException.GatewayClosedException;
import io.github.novitagateway.reactor.FileTaskJournal;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.reactor.PollingPolicy;
import io.github.novitagateway.reactor.Quota;
import io.github.novitagateway.reactor.TaskJournal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.test.util.ReflectionTestUtils;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class NovitaGatewayAutoConfigurationTest {

    private static NovitaConfig config(String key) {
        return NovitaConfig.builder(ApiKey.of(key)).build();
    }

    /** Of what the gateway was built with, which it does not tell. */
    private static @Nullable Object setting(NovitaGateway gateway, String name) {
        Object settings = Objects.requireNonNull(ReflectionTestUtils.getField(gateway, "settings"));
        return ReflectionTestUtils.getField(settings, name);
    }

    @Test
    void aKeyIsEnoughForAGateway() {
        Contexts.plain()
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(NovitaGateway.class)
                        .hasSingleBean(NovitaConfig.class)
                        .doesNotHaveBean(TaskJournal.class)
                        .doesNotHaveBean(TaskEvents.class)
                        .doesNotHaveBean(WebhookEndpoint.class)
                        .doesNotHaveBean(NovitaHealthIndicator.class));
    }

    @Test
    void theKeyComesFromItsEnvironmentVariable() {
        Contexts.withoutKey()
                .withInitializer(context -> TestPropertyValues.of("NOVITA_API_KEY=sk_of_the_environment")
                        .applyTo(context.getEnvironment(), TestPropertyValues.Type.SYSTEM_ENVIRONMENT))
                .run(context -> assertThat(context.getBean(NovitaConfig.class).apiKey())
                        .isEqualTo(ApiKey.of("sk_of_the_environment")));
    }

    @Test
    void switchedOffThereIsNothingAndNoKeyIsNeeded() {
        Contexts.reactive()
                .withPropertyValues(
                        "novita.enabled=false",
                        "novita.api-key=",
                        "novita.webhook.enabled=true",
                        "management.health.novita.enabled=true")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(NovitaGateway.class)
                        .doesNotHaveBean(NovitaConfig.class)
                        .doesNotHaveBean(NovitaHttpClientCustomizer.class)
                        .doesNotHaveBean(NovitaHealthIndicator.class)
                        .doesNotHaveBean(WebhookEndpoint.class));
    }

    @Test
    void aGatewayOfTheApplicationIsTakenAndNeedsNoKey() {
        NovitaGateway own = NovitaGateway.create(config("sk_own"));

        Contexts.withoutKey()
                .withBean(NovitaGateway.class, () -> own)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(NovitaConfig.class)
                        .getBean(NovitaGateway.class)
                        .isSameAs(own));
    }

    @Test
    void aConfigurationOfTheApplicationIsTaken() {
        Contexts.withoutKey()
                .withBean(NovitaConfig.class, () -> config("sk_own"))
                .withBean(NovitaConfigCustomizer.class, () -> settings -> settings.pageSize(3))
                .run(context -> assertThat(Contexts.configOf(context.getBean(NovitaGateway.class)))
                        .isEqualTo(config("sk_own")));
    }

    @Test
    void customizersHaveTheLastWordInTheirOrder() {
        Contexts.plain()
                .withPropertyValues("novita.page-size=10")
                .withUserConfiguration(Customized.class)
                .run(context -> {
                    assertThat(context.getBean(NovitaConfig.class).pageSize()).isEqualTo(30);
                    assertThat(Polling.ofImages(context)).isEqualTo(PollingPolicy.fixed(Duration.ofSeconds(9)));
                });
    }

    @Test
    void theGatewayIsClosedWithTheContext() {
        AtomicReference<NovitaGateway> gateway = new AtomicReference<>();

        Contexts.plain().run(context -> gateway.set(context.getBean(NovitaGateway.class)));

        StepVerifier.create(Objects.requireNonNull(gateway.get()).account().balance())
                .expectError(GatewayClosedException.class)
                .verify(Duration.ofSeconds(5));
    }

    @Test
    void aGatewayThatNobodyAskedForIsNotMadeToBeClosed() {
        AtomicInteger made = new AtomicInteger();

        Contexts.plain()
                .withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .withBean(NovitaGatewayCustomizer.class, () -> gateway -> made.incrementAndGet())
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(made).hasValue(0);
    }

    @Test
    void aQuotaOfTheApplicationIsHandedOver() {
        Quota quota = new Closed(QuotaLimits.documented());
        Contexts.plain()
                .withBean(Quota.class, () -> quota)
                .run(context -> assertThat(setting(context.getBean(NovitaGateway.class), "quota"))
                        .isSameAs(quota));
    }

    private record Closed(QuotaLimits limits) implements Quota {

        @Override
        public Mono<Duration> take(Pool pool, int permits) {
            return Mono.just(Duration.ofHours(1));
        }

        @Override
        public Mono<Void> giveBack(Pool pool, int permits) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> throttled(Pool pool, Duration retryAfter) {
            return Mono.empty();
        }
    }

    @Test
    void aFileMakesAJournalThatIsHandedOver(@TempDir Path directory) {
        Path file = directory.resolve("novita.journal");

        Contexts.plain()
                .withPropertyValues("novita.journal.file=" + file, "novita.journal.account=studio")
                .run(context -> {
                    FileTaskJournal journal = context.getBean(FileTaskJournal.class);
                    assertThat(journal).hasToString("FileTaskJournal[" + file + "]");
                    assertThat(setting(context.getBean(NovitaGateway.class), "journal"))
                            .isSameAs(journal);
                    StepVerifier.create(journal.unfinished()).verifyComplete();
                    assertThat(file).content().contains("\"account\":\"studio\"");
                });
    }

    @Test
    void aJournalOfTheApplicationIsHandedOverInstead(@TempDir Path directory) {
        FileTaskJournal own = FileTaskJournal.at(directory.resolve("own.journal"));

        Contexts.plain()
                .withPropertyValues("novita.journal.file=" + directory.resolve("other.journal"))
                .withBean(TaskJournal.class, () -> own)
                .run(context -> {
                    assertThat(context).hasSingleBean(TaskJournal.class);
                    assertThat(setting(context.getBean(NovitaGateway.class), "journal"))
                            .isSameAs(own);
                });
    }

    @Test
    void severalGatewaysOfTheApplicationShareTheEndpoint() {
        Contexts.reactive()
                .withBean("one", NovitaGateway.class, () -> NovitaGateway.create(config("sk_one")))
                .withBean("other", NovitaGateway.class, () -> NovitaGateway.create(config("sk_other")))
                .withPropertyValues("novita.webhook.enabled=true")
                .run(context -> assertThat(context).hasNotFailed().hasBean("novitaWebhookRoutes"));
    }

    @Test
    void propertiesDoNotShowTheirSecrets() {
        Contexts.reactive()
                .withPropertyValues("novita.webhook.enabled=true", "novita.webhook.token=0123456789abcdef-token")
                .run(context -> {
                    NovitaProperties properties = context.getBean(NovitaProperties.class);
                    assertThat(properties.toString()).contains("apiKey=hidden").doesNotContain(Contexts.KEY);
                    assertThat(properties.webhook().toString())
                            .contains("token=hidden")
                            .doesNotContain("0123456789abcdef-token");
                    assertThat(context.getBean(WebhookEndpoint.class).toString())
                            .doesNotContain("0123456789abcdef-token");
                });
    }
}
