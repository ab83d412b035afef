package io.github.novitagateway.reactor;

import static io.github.novitagateway.training.TaskStatus.TrainingStage.CANCELED;
import static io.github.novitagateway.training.TaskStatus.TrainingStage.DEPLOYING;
import static io.github.novitagateway.training.TaskStatus.TrainingStage.FAILED;
import static io.github.novitagateway.training.TaskStatus.TrainingStage.QUEUED;
import static io.github.novitagateway.training.TaskStatus.TrainingStage.READY;
import static io.github.novitagateway.training.TaskStatus.TrainingStage.TRAINING;
import static io.github.novitagateway.training.TaskStatus.TrainingStage.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.error.NovitaException.TaskFailedException;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TaskStatus.TrainingStage;
import io.github.novitagateway.training.TrainedModel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

/** What is read from the answers about one training, and how a watch takes them. */
class TrainingStatusTest extends ServiceTest {

    private static final TaskId TASK = TaskId.style("11111111-2222-4333-8444-000000000001");
    private static final String MODEL = "model_1700000601_A1B2C3D4E5.safetensors";
    private static final String GOLDEN = "training-style.get.";

    private record Expected(TrainingStage stage, TaskStatus status) {}

    private static final Map<String, Expected> EXPECTED = Map.ofEntries(
            row("queuing", QUEUED, "QUEUING", "lora", 0.0, Duration.ofMinutes(10)),
            row("training", TRAINING, "TRAINING", "lora", 38.0, Duration.ofMillis(372_500)),
            row("training.numbers-as-strings", TRAINING, "TRAINING", "lora", 38.0, Duration.ofSeconds(372)),
            row("training.no-extra", TRAINING, "TRAINING", "", null, null),
            row("success-empty-models", DEPLOYING, "SUCCESS", "", null, null),
            row("success-deploying", DEPLOYING, "SUCCESS", "", null, null, model(MODEL, "DEPLOYING")),
            row("success-serving", READY, "SUCCESS", "lora", 100.0, Duration.ZERO, model(MODEL, "SERVING")),
            row(
                    "success-two-models",
                    READY,
                    "SUCCESS",
                    "lora",
                    null,
                    null,
                    model(MODEL, "SERVING"),
                    model("model_1700001201_0F1E2D3C4B.safetensors", "DEPLOYING")),
            row("failed", FAILED, "FAILED", "", null, null),
            row("canceled", CANCELED, "CANCELED", "", null, null),
            row("unknown", UNKNOWN, "UNKNOWN", "", null, null),
            row("unlisted-status", UNKNOWN, "PREPARING", "locon", null, null, model(MODEL, "OFFLINE")),
            row("empty-object", UNKNOWN, "", null, null, null));

    @BeforeEach
    void pollFast() {
        novita.close();
        novita = NovitaGateway.builder(config().build())
                .trainingPolling(PollingPolicy.fixed(Duration.ofMillis(2)))
                .codec(JsonCodec.strict())
                .build();
    }

    static List<String> goldenAnswers() {
        return EXPECTED.keySet().stream().sorted().toList();
    }

    @Test
    void everyGoldenAnswerIsExpected() {
        assertThat(EXPECTED.keySet()).isEqualTo(Golden.answers(GOLDEN));
    }

    @ParameterizedTest
    @MethodSource("goldenAnswers")
    void statusReads(String file) throws InterruptedException {
        answer(file);

        TaskStatus status = value(novita.trainings().status(TASK));

        Expected expected = Objects.requireNonNull(EXPECTED.get(file));
        assertThat(status).isEqualTo(expected.status());
        assertThat(status.stage()).isEqualTo(expected.stage());
        assertIsGet(request(), "training-style.get.request.json");
    }

    @Test
    void theModelInServiceIsTheOneToUse() {
        answer("training-style.get.success-two-models.response.json");

        assertThat(value(novita.trainings().status(TASK)).servingModel()).contains(model(MODEL, "SERVING"));
    }

    @Test
    void absentNullAndEmptyReadTheSame() {
        answerJson("{\"task_id\":\"\",\"task_status\":null,\"models\":null,\"extra\":{}}");
        answerJson("{\"task_id\":null,\"models\":[null],\"extra\":{\"eta_relative\":\"\",\"progress_percent\":null}}");
        answerJson("{\"models\":\"\",\"extra\":\"\"}");

        TaskStatus nothing = new TaskStatus(TASK, "", null, List.of(), null, null);
        assertThat(value(novita.trainings().status(TASK))).isEqualTo(nothing);
        assertThat(value(novita.trainings().status(TASK))).isEqualTo(nothing);
        assertThat(value(novita.trainings().status(TASK))).isEqualTo(nothing);
    }

    @Test
    void watchEmitsEveryAnswerAndEndsAfterTheTerminalOne() {
        answer(
                "training-style.get.unknown.response.json",
                "training-style.get.queuing.response.json",
                "training-style.get.training.response.json",
                "training-style.get.success-empty-models.response.json",
                "training-style.get.success-deploying.response.json",
                "training-style.get.success-serving.response.json");

        StepVerifier.create(novita.trainings().watch(TASK).map(TaskStatus::stage))
                .expectNext(UNKNOWN, QUEUED, TRAINING, DEPLOYING, DEPLOYING, READY)
                .expectComplete()
                .verify(LONG);
        assertThat(server.getRequestCount()).isEqualTo(6);
    }

    @Test
    void resultWaitsForAModelInService() {
        answer(
                "training-style.get.unlisted-status.response.json",
                "training-style.get.empty-object.response.json",
                "training-style.get.success-deploying.response.json",
                "training-style.get.success-two-models.response.json");

        assertThat(value(novita.trainings().result(TASK))).isEqualTo(model(MODEL, "SERVING"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "canceled"})
    void aBadEndIsAStatusForWatchAndAnErrorForResult(String end) {
        String file = GOLDEN + end + ".response.json";
        TaskStatus last = Objects.requireNonNull(EXPECTED.get(file)).status();
        answer(file, file);

        StepVerifier.create(novita.trainings().watch(TASK))
                .expectNext(last)
                .expectComplete()
                .verify(LONG);
        StepVerifier.create(novita.trainings().result(TASK))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                TaskFailedException.class,
                                failed -> assertThat(failed.snapshot()).isEqualTo(last))
                        .hasMessage("training " + TASK + " ended as " + last.rawState()))
                .verify(LONG);
    }

    private static TrainedModel model(String name, String state) {
        return new TrainedModel(name, state);
    }

    private static Map.Entry<String, Expected> row(
            String variant,
            TrainingStage stage,
            String state,
            @Nullable String type,
            @Nullable Double progress,
            @Nullable Duration eta,
            TrainedModel... models) {
        TaskStatus status = new TaskStatus(TASK, state, type, List.of(models), progress, eta);
        return Map.entry(GOLDEN + variant + ".response.json", new Expected(stage, status));
    }
}
