package io.github.novitagateway.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.novitagateway.account.Balance;
import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.image.GenerationStatus;
import io.github.novitagateway.image.GenerationStatus.GenerationState;
import io.github.novitagateway.image.OutputOptions;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.sandbox.Fault;
import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxEndpoint;
import io.github.novitagateway.sandbox.SandboxExtension;
import io.github.novitagateway.sandbox.SandboxOptions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** The gateway inside of an application that runs, on the sandbox. */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class ApplicationTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String CHECKPOINT = "realisticVisionV51_v51VAE_94301.safetensors";

    @RegisterExtension
    static final SandboxExtension SANDBOX =
            SandboxExtension.with(SandboxOptions.builder().speed(100).build());

    private static TextToImageRequest.Builder drawing() {
        return TextToImageRequest.builder(CHECKPOINT, "a lighthouse");
    }

    @Test
    void theServiceTellsTheApplicationThatADrawingIsDone(Sandbox sandbox, CapturedOutput output) {
        try (RunningApplication application = RunningApplication.start(
                sandbox.baseUrl(), "novita.webhook.enabled=true", "logging.level.io.github.novitagateway=debug")) {
            NovitaGateway novita = application.bean(NovitaGateway.class);
            WebhookEndpoint endpoint = application.bean(WebhookEndpoint.class);
            TextToImageRequest request = drawing()
                    .output(OutputOptions.builder()
                            .webhook(endpoint.at(application.address()))
                            .build())
                    .build();

            Mono<GenerationState> told = application
                    .bean(TaskEvents.class)
                    .events()
                    .next()
                    .flatMap(novita.images()::confirm)
                    .map(GenerationStatus::state);
            Mono<GenerationStatus> drawn = novita.images()
                    .submit(request)
                    .flatMap(id -> novita.images()
                            .result(id, application.bean(TaskEvents.class).events()));

            StepVerifier.create(Mono.zip(told, drawn))
                    .assertNext(both -> {
                        assertThat(both.getT1()).isEqualTo(GenerationState.SUCCEED);
                        assertThat(both.getT2().images()).hasSize(1);
                    })
                    .expectComplete()
                    .verify(LONG);

            assertThat(application
                            .bean(MeterRegistry.class)
                            .find("novita.client.requests")
                            .timers())
                    .isNotEmpty();
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(sandbox.ledger().deliveries())
                            .anySatisfy(delivery -> {
                                assertThat(delivery.path()).isEqualTo(endpoint.path());
                                assertThat(delivery.status()).isEqualTo(204);
                            }));
            assertThat(output)
                    .doesNotContain(endpoint.path())
                    .doesNotContain(endpoint.path().replaceFirst(".*/", ""))
                    .doesNotContain(Contexts.KEY);
        }
    }

    @Test
    void closingTheApplicationEndsWhatRuns(Sandbox sandbox) {
        sandbox.faults().on(SandboxEndpoint.BALANCE, Fault.latency(Duration.ofSeconds(30)));
        Sinks.Empty<Void> end = Sinks.empty();
        try (RunningApplication application = RunningApplication.start(sandbox.baseUrl())) {
            application
                    .bean(NovitaGateway.class)
                    .account()
                    .balance()
                    .then()
                    .subscribe(none -> {}, end::tryEmitError, end::tryEmitEmpty);
        }

        StepVerifier.create(end.asMono()).expectError(NovitaException.class).verify(LONG);
    }

    /** It has other event loops afterwards. */
    @Test
    void anApplicationThatWasStoppedGoesOnWithItsGateway(Sandbox sandbox, CapturedOutput output) {
        try (RunningApplication application = RunningApplication.start(sandbox.baseUrl())) {
            Mono<Balance> balance =
                    application.bean(NovitaGateway.class).account().balance();
            StepVerifier.create(balance).expectNextCount(1).expectComplete().verify(LONG);

            application.context().stop();
            application.context().start();

            StepVerifier.create(balance).expectNextCount(1).expectComplete().verify(LONG);
        }
        assertThat(output).doesNotContain("ERROR").doesNotContain("WARN");
    }

    @Test
    void connectionsThatAreOpenAreClosedWithoutAWordInTheLog(Sandbox sandbox, CapturedOutput output) {
        try (RunningApplication application = RunningApplication.start(sandbox.baseUrl())) {
            Mono<Balance> balance =
                    application.bean(NovitaGateway.class).account().balance();
            StepVerifier.create(Flux.range(0, 20).flatMap(each -> balance))
                    .expectNextCount(20)
                    .expectComplete()
                    .verify(LONG);
        }

        assertThat(output).doesNotContain("ERROR").doesNotContain("WARN");
    }

    @Test
    void withoutAWebhookThereIsNoEndpoint(Sandbox sandbox) {
        try (RunningApplication application = RunningApplication.start(sandbox.baseUrl())) {
            assertThat(application.context().getBeansOfType(WebhookEndpoint.class))
                    .isEmpty();
            assertThat(application.context().containsBean("novitaWebhookRoutes"))
                    .isFalse();
            assertThat(application.context().getBeansOfType(TaskEvents.class)).isEmpty();
        }
    }
}
