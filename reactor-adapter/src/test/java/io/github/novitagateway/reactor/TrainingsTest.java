package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.LearningRateScheduler;
import io.github.novitagateway.training.StyleExpertSettings;
import io.github.novitagateway.training.StyleTrainingRequest;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TrainingImage;
import io.github.novitagateway.training.TrainingStage;
import java.time.Duration;
import java.util.List;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class TrainingsTest extends ServiceTest {

    private static final TaskId TASK = TaskId.style("11111111-2222-4333-8444-000000000001");

    @Test
    void submitSendsEveryDocumentedField() throws InterruptedException {
        answer("training-style.create.response.json");
        StyleTrainingRequest request = StyleTrainingRequest.builder("fixture-style-01", "v1-5-pruned-emaonly")
                .exactName()
                .images(List.of(
                        TrainingImage.of(
                                AssetId.of("0a1b2c3d4e5f60718293a4b5c6d7e8f9"),
                                "ohwxStyle, a lighthouse on a cliff, evening light"),
                        TrainingImage.of(
                                AssetId.of("1a2b3c4d5e6f708192a3b4c5d6e7f809"), "ohwxStyle, a market street, rain")))
                .expertSettings(StyleExpertSettings.builder()
                        .trainBatchSize(1)
                        .learningRate(0.0001)
                        .maxTrainSteps(500)
                        .seed(2023)
                        .lrScheduler(LearningRateScheduler.COSINE)
                        .lrWarmupSteps(0)
                        .build())
                .build();

        StepVerifier.create(novita.trainings().submit(request))
                .expectNext(TASK)
                .expectComplete()
                .verify(LONG);

        RecordedRequest sent = request();
        assertIsAuthorized(sent);
        assertThat(sent.getMethod()).isEqualTo("POST");
        assertThat(sent.getUrl().encodedPath()).isEqualTo("/v3/training/style");
        assertThat(json(sent)).isEqualTo(Golden.json("training-style.create.request.json"));
    }

    @Test
    void statusReadsProgressAndEta() throws InterruptedException {
        answer("training-style.get.training.response.json");

        TaskStatus status = value(novita.trainings().status(TASK));

        assertThat(status.stage()).isEqualTo(TrainingStage.TRAINING);
        assertThat(status.progressPercent()).isEqualTo(38.0);
        assertThat(status.eta()).isEqualTo(Duration.ofMillis(372_500));
        assertIsGet(request(), "training-style.get.request.json");
    }
}
