package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.error.ApiException;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.reactor.RecordedObservations.Ended;
import io.github.novitagateway.task.TaskId;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What a registry is told of calls and uploads. */
class ObservedCallsTest extends StorageTest {

    private static final TaskId TRAINING = TaskId.style("11111111-2222-4333-8444-000000000001");
    private static final String CALL = "novita.client.requests";

    private final RecordedObservations observations = new RecordedObservations();

    @BeforeEach
    void observe() {
        use(null);
    }

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(observations.open()).isZero();
    }

    private void use(@Nullable GatewayObservationConvention convention) {
        novita.close();
        novita = NovitaGateway.builder(config().build())
                .codec(JsonCodec.strict())
                .observations(observations.registry, convention)
                .build();
    }

    private Ended only(String name) {
        assertThat(observations.named(name)).hasSize(1);
        return observations.named(name).get(0);
    }

    @Test
    void aCallTellsItsOperationItsStatusAndItsParent() {
        answer("training-style.get.training.response.json");

        value(observations.within(
                "request of the application", novita.trainings().status(TRAINING)));

        assertThat(only(CALL))
                .isEqualTo(new Ended(
                        CALL,
                        Map.of(
                                "operation", "styleTraining.status",
                                "outcome", "success",
                                "reason", "none",
                                "status", "200"),
                        Map.of(),
                        List.of(),
                        "request of the application"));
    }

    @Test
    void eachRepeatIsAnEventOfTheOneCall() {
        answer(new MockResponse.Builder().code(503).build());
        answer(new MockResponse.Builder().code(503).build());
        answer("training-style.get.training.response.json");

        value(novita.trainings().status(TRAINING));

        assertThat(only(CALL).events()).containsExactly("novita.retry", "novita.retry");
        assertThat(only(CALL).keys()).containsEntry("outcome", "success").containsEntry("status", "200");
    }

    @Test
    void aRefusalTellsItsStatusAndItsClass() {
        answer(new MockResponse.Builder().code(401).build());

        assertThatThrownBy(() -> value(novita.trainings().status(TRAINING))).isInstanceOf(ApiException.class);

        assertThat(only(CALL).keys())
                .containsEntry("outcome", "failure")
                .containsEntry("status", "401")
                .containsEntry("reason", "Authentication");
    }

    @Test
    void aCallWithoutAnAnswerHasNoStatus() {
        answer(new MockResponse.Builder()
                .onRequestStart(new SocketEffect.CloseSocket())
                .build());
        novita = novita.with(config -> config.retry(RetryPolicy.none()));

        StepVerifier.create(novita.account().balance()).expectError().verify(LONG);

        assertThat(only(CALL).keys())
                .containsEntry("operation", "balance")
                .containsEntry("status", "none")
                .containsEntry("reason", "Transport");
    }

    @Test
    void aCancelledCallIsOver() {
        answer(new MockResponse.Builder().headersDelay(5, TimeUnit.SECONDS).build());

        StepVerifier.create(novita.account().balance())
                .thenAwait(Duration.ofMillis(100))
                .thenCancel()
                .verify(LONG);

        assertThat(only(CALL).keys()).containsEntry("outcome", "cancelled").containsEntry("reason", "none");
    }

    @Test
    void aPaidCallIsOneCall() {
        answer("txt2img.bare.response.json");

        value(novita.images()
                .submit(TextToImageRequest.builder("model", "a lighthouse").build()));

        assertThat(only(CALL).keys()).containsEntry("operation", "textToImage");
    }

    @Test
    void anUploadHasTheCallForItsSlotInIt() {
        answer(slot("upload-url.string-id.response.json"));
        answer(new MockResponse.Builder().build());

        String id = value(novita.assets().upload(Pictures.numbered(1))).id().toString();

        assertThat(only("novita.upload").keys())
                .containsEntry("outcome", "success")
                .containsEntry("status", "200")
                .containsEntry("reason", "none");
        assertThat(only("novita.upload").ids()).isEqualTo(Map.of("novita.asset.id", id));
        assertThat(only(CALL).parent()).isEqualTo("novita.upload");
    }

    @Test
    void aRefusedUploadTellsTheStatusOfStorage() {
        answer(slot("upload-url.string-id.response.json"));
        answer(new MockResponse.Builder().code(400).build());

        assertThatThrownBy(() -> value(novita.assets().upload(Pictures.numbered(1))))
                .isNotNull();

        assertThat(only("novita.upload").keys())
                .containsEntry("outcome", "failure")
                .containsEntry("status", "400")
                .containsEntry("reason", "Upload");
    }

    @Test
    void namesAndKeysCanBeReplaced() {
        use(new GatewayObservationConvention() {
            @Override
            public String nameOf(GatewayObservation kind) {
                return "mine." + kind;
            }
        });
        answer("training-style.get.training.response.json");

        value(novita.trainings().status(TRAINING));

        assertThat(only("mine.CALL").keys()).containsEntry("operation", "styleTraining.status");
    }

    /** A paid answer must not be lost to a broken gauge. */
    @Test
    void aHandlerThatFailsHarmsNothing() {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new ObservationHandler<>() {
            @Override
            public void onStart(Observation.Context context) {
                throw new IllegalStateException("broken");
            }

            @Override
            public void onEvent(Observation.Event event, Observation.Context context) {
                throw new IllegalStateException("broken");
            }

            @Override
            public void onStop(Observation.Context context) {
                throw new IllegalStateException("broken");
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
        novita.close();
        novita = NovitaGateway.builder(config().build())
                .codec(JsonCodec.strict())
                .observations(registry)
                .build();
        answer(new MockResponse.Builder().code(429).build());
        answer("txt2img.bare.response.json");

        assertThat(value(novita.images()
                        .submit(TextToImageRequest.builder("model", "a lighthouse")
                                .build())))
                .isNotNull();
    }

    @Test
    void withoutARegistryOperationsAreWhatTheyAre() {
        Mono<String> operation = Mono.just("done");

        assertThat(Observed.NOT.call("balance", operation)).isSameAs(operation);
        assertThat(Observed.NOT.answered(new Attempt(), operation)).isSameAs(operation);
        assertThat(Observed.NOT.poller(TRAINING)).isNull();
    }
}
