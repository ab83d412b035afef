package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.config.ApiPaths;
import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;
import io.github.novitagateway.error.NovitaException.TaskFailedException;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.DatasetImage.ImageToUpload;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import io.github.novitagateway.training.ExpertSettings.LearningRateScheduler;
import io.github.novitagateway.training.SubjectExpertSettings;
import io.github.novitagateway.training.SubjectTrainingRequest;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TaskStatus.TrainingStage;
import io.github.novitagateway.training.TrainedModel;
import io.github.novitagateway.training.TrainingComponent;
import io.github.novitagateway.training.TrainingEvent;
import java.time.Duration;
import java.util.List;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class SubjectTrainingsTest extends StorageTest {

    private static final TaskId TASK = TaskId.subject("11111111-2222-4333-8444-000000000002");
    private static final String PROMPT = "a close photo of ohwx person";
    private static final AssetId FIRST = AssetId.of("0a1b2c3d4e5f60718293a4b5c6d7e8f9");
    private static final TrainedModel MODEL = new TrainedModel("model_1700001201_0F1E2D3C4B.safetensors", "SERVING");
    private static final String CREATED = "training-subject.create.response.json";
    private static final String FAILED = "training-subject.get.failed.response.json";
    private static final String RUNNING = "training-subject.get.training.response.json";
    private static final String SERVING = "training-subject.get.success-serving.response.json";

    @BeforeEach
    void pollFast() {
        novita.close();
        novita = NovitaGateway.builder(config().build())
                .trainingPolling(PollingPolicy.fixed(Duration.ofMillis(2)))
                .codec(JsonCodec.strict())
                .build();
    }

    @Test
    void submitSendsEveryDocumentedField() throws InterruptedException {
        answer(CREATED);
        SubjectExpertSettings settings = SubjectExpertSettings.builder(PROMPT)
                .trainBatchSize(1)
                .learningRate(0.0001)
                .maxTrainSteps(500)
                .seed(2023)
                .lrScheduler(LearningRateScheduler.CONSTANT)
                .lrWarmupSteps(0)
                .priorPreservation(true)
                .priorLossWeight(1)
                .trainTextEncoder(false)
                .lora(32, 32)
                .textEncoderLora(32, 32)
                .build();

        TaskId task = value(novita.trainings()
                .submit(subject("fixture-subject-01", settings)
                        .images(List.of(
                                TrainingImage.of(FIRST, "a close photo of ohwx person, outdoors"),
                                TrainingImage.of(AssetId.of("1a2b3c4d5e6f708192a3b4c5d6e7f809"))))
                        .component(TrainingComponent.faceCropRegion(1))
                        .component(TrainingComponent.resize(512, 512))
                        .component(TrainingComponent.faceRestore("gfpgan_1.4", 1))
                        .build()));

        assertThat(task).isEqualTo(TASK);
        RecordedRequest sent = request();
        assertIsAuthorized(sent);
        assertThat(sent.getMethod()).isEqualTo("POST");
        assertThat(sent.getUrl().encodedPath()).isEqualTo("/v3/training/subject");
        assertThat(sent.getUrl().query()).isNull();
        assertSends(sent, "training-subject.create.request.json");
    }

    @Test
    void submitSendsBothPromptsAndAResizeWhenNothingButTheNeedfulIsGiven() throws InterruptedException {
        answer(CREATED);

        value(novita.trainings()
                .submit(subject("fixture-subject-02", prompt())
                        .images(List.of(TrainingImage.of(FIRST)))
                        .build()));

        assertSends(request(), "training-subject.create.minimal.request.json");
    }

    @Test
    void submitWithoutImagesIsRefusedAtTheCall() {
        SubjectTrainingRequest empty = subject("empty", prompt()).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> novita.trainings().submit(empty))
                .withMessage("images.size must be 1..50 but was 0");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aLostAnswerToASubmitTellsTheNameAndIsNotRepeated() throws InterruptedException {
        listNoTraining();
        answer("error.504.gateway-html.http.json");
        SubjectTrainingRequest request = SubjectTrainingRequest.builder("portraits", "v1-5-pruned-emaonly", prompt())
                .images(List.of(TrainingImage.of(FIRST)))
                .build();

        assertThatExceptionOfType(SubmitOutcomeUnknownException.class)
                .isThrownBy(() -> value(novita.trainings().submit(request)))
                .satisfies(unknown -> assertThat(unknown.name()).isEqualTo(request.name()));
        assertThat(allRequests()).containsExactly("POST /v3/training/subject", "GET /v3/training");
    }

    @Test
    void statusAsksTheRouteOfSubjects() throws InterruptedException {
        answer(RUNNING);

        TaskStatus status = value(novita.trainings().status(TASK));

        assertThat(status).isEqualTo(new TaskStatus(TASK, "TRAINING", "lora", List.of(), 61.0, Duration.ofMinutes(4)));
        RecordedRequest sent = request();
        assertIsAuthorized(sent);
        assertIsGet(sent, "training-subject.get.request.json");
    }

    @Test
    void watchEmitsEachStatusUpToTheModelInService() {
        answer(RUNNING, SERVING);

        StepVerifier.create(novita.trainings().watch(TASK).map(TaskStatus::stage))
                .expectNext(TrainingStage.TRAINING, TrainingStage.READY)
                .expectComplete()
                .verify(LONG);
    }

    @Test
    void resultIsTheModelInServiceOrTheFailure() {
        answer(RUNNING, SERVING, FAILED);

        assertThat(value(novita.trainings().result(TASK))).isEqualTo(MODEL);
        assertThatExceptionOfType(TaskFailedException.class)
                .isThrownBy(() -> value(novita.trainings().result(TASK)))
                .withMessage("training " + TASK + " ended as FAILED");
    }

    @Test
    void runUploadsWithoutCaptionsSubmitsAndWatches() throws InterruptedException {
        answer(slot("upload-url.string-id.response.json"));
        answer("s3-put.ok.http.json", CREATED, RUNNING, SERVING);

        List<TrainingEvent> events = values(novita.trainings()
                .run(
                        subject("portraits", prompt()).build(),
                        List.of(TrainingImage.of(AssetId.of("known")), ImageToUpload.of(Pictures.numbered(1)))));

        assertThat(events)
                .filteredOn(TrainingEvent.Submitted.class::isInstance)
                .singleElement()
                .isEqualTo(new TrainingEvent.Submitted(TASK, "portraits"));
        assertThat(events.get(events.size() - 1))
                .isInstanceOfSatisfying(
                        TrainingEvent.Ready.class,
                        ready -> assertThat(ready.model()).isEqualTo(MODEL));
        request();
        request();
        RecordedRequest submitted = request();
        assertThat(submitted.getUrl().encodedPath()).isEqualTo("/v3/training/subject");
        assertThat(json(submitted).get("image_dataset_items"))
                .isEqualTo(Golden.JSON.readTree("[{\"assets_id\":\"known\"},{\"assets_id\":\""
                        + Golden.json("upload-url.string-id.response.json")
                                .get("assets_id")
                                .stringValue()
                        + "\"}]"));
        assertIsGet(request(), "training-subject.get.request.json");
    }

    @Test
    void aConfiguredPathReplacesTheDocumentedOne() throws InterruptedException {
        novita.close();
        novita = gateway(config().paths(
                        ApiPaths.builder().subjectTraining("/v4/subjects").build())
                .build());
        answer(CREATED, RUNNING);

        value(novita.trainings()
                .submit(subject("moved", prompt())
                        .images(List.of(TrainingImage.of(FIRST)))
                        .build()));
        value(novita.trainings().status(TASK));

        assertThat(request().getUrl().encodedPath()).isEqualTo("/v4/subjects");
        assertThat(request().getUrl().encodedPath()).isEqualTo("/v4/subjects");
    }

    private static SubjectExpertSettings prompt() {
        return SubjectExpertSettings.builder(PROMPT).build();
    }

    private static SubjectTrainingRequest.Builder subject(String name, SubjectExpertSettings settings) {
        return SubjectTrainingRequest.builder(name, "realisticVisionV51_v51VAE_94301", settings)
                .exactName();
    }
}
