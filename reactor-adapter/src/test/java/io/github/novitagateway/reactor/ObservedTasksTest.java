package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.error.ApiException.AuthenticationException;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.reactor.RecordedObservations.Ended;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.BaseModels;
import io.github.novitagateway.training.DatasetImage.ImageToUpload;
import io.github.novitagateway.training.StyleTrainingRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** What a registry is told of trainings and drawings. */
class ObservedTasksTest extends StorageTest {

    private static final TaskId TRAINING = TaskId.style("11111111-2222-4333-8444-000000000001");
    private static final TaskId DRAWING = TaskId.image("11111111-2222-4333-8444-000000000011");
    private static final String QUEUED = "training-style.get.queuing.response.json";
    private static final String RUNNING = "training-style.get.training.response.json";
    private static final String DEPLOYING = "training-style.get.success-deploying.response.json";
    private static final String READY = "training-style.get.success-serving.response.json";
    private static final String FAILED = "training-style.get.failed.response.json";

    private final RecordedObservations observations = new RecordedObservations();

    @BeforeEach
    void observe() {
        novita.close();
        novita = NovitaGateway.builder(config().build())
                .codec(JsonCodec.strict())
                .trainingPolling(PollingPolicy.fixed(Duration.ofMillis(20)))
                .imagePolling(PollingPolicy.fixed(Duration.ofMillis(20)))
                .observations(observations.registry)
                .build();
    }

    /** What was cancelled ends when its connection does. */
    @AfterEach
    void nothingIsLeftOpen() {
        TrainingRunService.await(() -> observations.open() == 0);
    }

    private Ended only(String name) {
        assertThat(observations.named(name)).hasSize(1);
        return observations.named(name).get(0);
    }

    private List<String> stages(String key) {
        return observations.named("novita.training.stage").stream()
                .map(stage -> stage.keys().getOrDefault(key, ""))
                .toList();
    }

    @Test
    void aTrainingIsTimedAsAWholeAndByItsStages() {
        answer(QUEUED, RUNNING, DEPLOYING, READY);

        value(observations.within(
                "request of the application", novita.trainings().result(TRAINING)));

        assertThat(only("novita.training"))
                .isEqualTo(new Ended(
                        "novita.training",
                        Map.of("operation", "watch", "outcome", "success", "reason", "none", "stage", "ready"),
                        Map.of("novita.task.id", TRAINING.toString()),
                        List.of(),
                        "request of the application"));
        assertThat(stages("stage")).containsExactly("queued", "training", "deploying");
        assertThat(stages("outcome")).containsOnly("success");
        assertThat(observations.named("novita.training.stage"))
                .extracting(Ended::parent)
                .containsOnly("novita.training");
    }

    @Test
    void aTrainingThatFailsIsAFailureAndSoIsItsLastStage() {
        answer(QUEUED, FAILED);

        values(novita.trainings().watch(TRAINING));

        assertThat(only("novita.training").keys())
                .containsEntry("outcome", "failure")
                .containsEntry("stage", "failed");
        assertThat(stages("outcome")).containsExactly("failure");
    }

    @Test
    void aCancelledWatchLeavesItsStageCancelled() {
        answer(QUEUED);

        StepVerifier.create(novita.trainings().watch(TRAINING))
                .expectNextCount(1)
                .thenCancel()
                .verify(LONG);

        assertThat(only("novita.training").keys())
                .containsEntry("outcome", "cancelled")
                .containsEntry("stage", "queued");
        assertThat(stages("outcome")).containsExactly("cancelled");
    }

    @Test
    void theLooksOfAPollerAreInATraceOfTheirOwn() {
        answer(QUEUED, RUNNING, READY);
        Flux<?> one =
                observations.within("one", novita.trainings().result(TRAINING)).flux();
        Flux<?> other = observations
                .within("other", novita.trainings().result(TRAINING))
                .flux();

        values(Flux.merge(one, other));

        assertThat(observations.named("novita.training"))
                .extracting(Ended::parent)
                .containsExactlyInAnyOrder("one", "other");
        Ended poller = only("novita.poller");
        assertThat(poller.parent()).isNull();
        assertThat(poller.ids()).isEqualTo(Map.of("novita.task.id", TRAINING.toString()));
        assertThat(poller.keys()).isEqualTo(Map.of("outcome", "success", "stage", "ready"));
        assertThat(observations.named("novita.client.requests"))
                .hasSize(3)
                .extracting(Ended::parent)
                .containsOnly("novita.poller");
    }

    @Test
    void aPollerThatEndsInAnErrorOfTheServiceHasFailed() {
        answer(new MockResponse.Builder().code(401).body("{}").build());

        StepVerifier.create(novita.trainings().watch(TRAINING))
                .expectError(AuthenticationException.class)
                .verify(LONG);

        assertThat(only("novita.poller").keys()).containsEntry("outcome", "failure");
    }

    @Test
    void aRunHasItsUploadsAndItsSubmitInIt() {
        answer(slot("upload-url.string-id.response.json"));
        answer(new MockResponse.Builder().build());
        answer("training-style.create.response.json", READY);
        var request = StyleTrainingRequest.builder("ink-hills", BaseModels.V1_5_PRUNED_EMAONLY)
                .build();

        values(novita.trainings().run(request, List.of(ImageToUpload.of(Pictures.numbered(1), "a hill"))));

        Ended run = only("novita.training");
        assertThat(run.keys()).containsEntry("operation", "run").containsEntry("outcome", "success");
        assertThat(run.ids()).containsKey("novita.task.id");
        assertThat(only("novita.upload").parent()).isEqualTo("novita.training");
        assertThat(observations.named("novita.client.requests"))
                .filteredOn(call -> "styleTraining.submit".equals(call.keys().get("operation")))
                .extracting(Ended::parent)
                .containsExactly("novita.training");
    }

    @Test
    void ofManyTrainingsEachIsObserved() {
        answer(READY, FAILED);

        values(novita.trainings().watchAll(List.of(TRAINING, TaskId.style("another"))));

        assertThat(observations.named("novita.training"))
                .extracting(training ->
                        training.keys().get("operation") + " " + training.keys().get("outcome"))
                .containsExactlyInAnyOrder("watchAll success", "watchAll failure");
    }

    @Test
    void manyTrainingsThatAreLeftAreCancelled() {
        answer(QUEUED);

        StepVerifier.create(novita.trainings().watchAll(List.of(TRAINING)))
                .expectNextCount(1)
                .thenCancel()
                .verify(LONG);

        assertThat(only("novita.training").keys()).containsEntry("outcome", "cancelled");
    }

    @Test
    void aDrawingIsObservedFromItsOrder() {
        answer(
                "txt2img.bare.response.json",
                "task-result.processing.response.json",
                "task-result.succeeded.response.json");

        values(novita.images()
                .generate(TextToImageRequest.builder("model", "a lighthouse").build()));

        assertThat(only("novita.generation").keys())
                .isEqualTo(Map.of("operation", "generate", "outcome", "success", "reason", "none", "stage", "succeed"));
        assertThat(only("novita.generation").ids()).isEqualTo(Map.of("novita.task.id", DRAWING.toString()));
    }

    /** As when a watch is left while its next status comes. */
    @Test
    void aStatusThatComesAfterTheEndOpensNoStage() {
        OpenObservation training = new Observed(observations.registry, null)
                .open(GatewayObservation.TRAINING, "watch", WatchedTraining.ID, null);
        training.see(WatchedTraining.QUEUED);
        training.end();

        training.see(WatchedTraining.TRAINING);

        assertThat(stages("outcome")).containsExactly("cancelled");
    }

    @Test
    void eachWatchCountsAsActiveUntilItIsLeft() {
        answer(QUEUED, QUEUED, QUEUED);
        Disposable watch = novita.trainings().watch(TRAINING).subscribe();

        assertThat(observations.open()).isPositive();

        watch.dispose();
    }
}
