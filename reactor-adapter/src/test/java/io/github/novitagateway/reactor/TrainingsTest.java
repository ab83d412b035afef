package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.config.ApiPaths;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import io.github.novitagateway.training.ExpertSettings.LearningRateScheduler;
import io.github.novitagateway.training.StyleExpertSettings;
import io.github.novitagateway.training.StyleTrainingRequest;
import java.util.List;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class TrainingsTest extends ServiceTest {

    private static final TaskId TASK = TaskId.style("11111111-2222-4333-8444-000000000001");
    private static final TrainingImage HARBOUR =
            TrainingImage.of(AssetId.of("0a1b2c3d4e5f60718293a4b5c6d7e8f9"), "ohwxStyle, a harbour");

    @Test
    void submitSendsEveryDocumentedField() throws InterruptedException {
        answer("training-style.create.response.json");
        StyleTrainingRequest request = named("fixture-style-01")
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
        assertThat(sent.getUrl().query()).isNull();
        assertThat(sent.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(json(sent)).isEqualTo(Golden.json("training-style.create.request.json"));
    }

    @Test
    void submitSendsAResizeWhenNothingButTheNeedfulIsGiven() throws InterruptedException {
        answer("training-style.create.response.json");

        value(novita.trainings()
                .submit(named("fixture-style-02")
                        .exactName()
                        .images(List.of(HARBOUR))
                        .build()));

        assertThat(json(request())).isEqualTo(Golden.json("training-style.create.minimal.request.json"));
    }

    @Test
    void submitSendsANumericAssetIdAsANumber() throws InterruptedException {
        answer("training-style.create.response.json");

        value(novita.trainings()
                .submit(named("fixture-style-03")
                        .exactName()
                        .images(List.of(TrainingImage.of(AssetId.of(100024), "ohwxStyle, a harbour")))
                        .build()));

        assertThat(json(request())).isEqualTo(Golden.json("training-style.create.int-id.request.json"));
    }

    @Test
    void eachBuiltRequestGoesOutUnderANameOfItsOwn() throws InterruptedException {
        answer("training-style.create.response.json", "training-style.create.response.json");
        StyleTrainingRequest.Builder builder = named("ink hills").images(List.of(HARBOUR));

        value(novita.trainings().submit(builder.build()));
        value(novita.trainings().submit(builder.build()));

        assertThat(List.of(sentName(), sentName()))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("ink hills-[0-9a-f]{8}"));
    }

    @Test
    void submitSendsTheNameThatTheRequestShows() throws InterruptedException {
        answer("training-style.create.response.json");
        StyleTrainingRequest request =
                named("ink hills").images(List.of(HARBOUR)).build();

        value(novita.trainings().submit(request));

        assertThat(sentName()).isEqualTo(request.name());
    }

    @Test
    void submitSendsNothingBeforeSubscriptionAndOnceForEach() throws InterruptedException {
        answer("training-style.create.response.json", "training-style.create.response.json");

        Mono<TaskId> submit = novita.trainings()
                .submit(named("twice").images(List.of(HARBOUR)).build());
        assertNoFurtherRequest();

        value(submit);
        value(submit);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void submitReadsATaskIdWrappedInTheOldEnvelope() {
        answer("txt2img.wrapped.response.json");

        TaskId task = value(novita.trainings()
                .submit(named("wrapped").images(List.of(HARBOUR)).build()));

        assertThat(task).isEqualTo(TaskId.style("11111111-2222-4333-8444-000000000011"));
    }

    @Test
    void submitWithoutImagesIsRefusedAtTheCall() {
        StyleTrainingRequest empty = named("empty").build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> novita.trainings().submit(empty))
                .withMessageContaining("images");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void idsOfOtherKindsAreRefusedAtTheCall() {
        TaskId wrong = TaskId.image("1");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> novita.trainings().status(wrong))
                .withMessageContaining("taskId must be of a training but was image/1");
        assertThatIllegalArgumentException().isThrownBy(() -> novita.trainings().watch(wrong));
        assertThatIllegalArgumentException().isThrownBy(() -> novita.trainings().result(wrong));
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void configuredPathsReplaceTheDocumentedOnes() throws InterruptedException {
        NovitaGateway moved = gateway(config().paths(ApiPaths.builder()
                        .styleTraining("/v4/styles")
                        .trainings("/v4/trainings")
                        .build())
                .build());
        answer("training-style.create.response.json", "training-style.get.queuing.response.json");
        answer("training-list.empty.response.json");

        value(moved.trainings().submit(named("moved").images(List.of(HARBOUR)).build()));
        value(moved.trainings().status(TASK));
        values(moved.trainings().list());
        moved.closeLater().block(LONG);

        assertThat(List.of(path(), path(), path())).containsExactly("/v4/styles", "/v4/styles", "/v4/trainings");
    }

    private static StyleTrainingRequest.Builder named(String name) {
        return StyleTrainingRequest.builder(name, "v1-5-pruned-emaonly");
    }

    private String sentName() throws InterruptedException {
        return json(request()).get("name").stringValue();
    }

    private String path() throws InterruptedException {
        return request().getUrl().encodedPath();
    }
}
