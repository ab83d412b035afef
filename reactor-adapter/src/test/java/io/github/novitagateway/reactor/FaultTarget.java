package io.github.novitagateway.reactor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.config.ApiPaths;
import io.github.novitagateway.image.GeneratedImage;
import io.github.novitagateway.image.ImageToImageRequest;
import io.github.novitagateway.image.Model.ModelFilter;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import io.github.novitagateway.training.StyleTrainingRequest;
import io.github.novitagateway.training.SubjectExpertSettings;
import io.github.novitagateway.training.SubjectTrainingRequest;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Every request that the gateway makes, with the operation that makes it and a good answer to it. */
@SuppressWarnings("ImmutableEnumChecker") // nothing in it changes, which functions cannot tell
enum FaultTarget {
    UPLOAD_SLOT(Kind.SLOT, Endpoint.UPLOAD_SLOT, null, (novita, base) -> upload(novita)),
    SUBMIT_STYLE(
            Kind.PAID,
            Endpoint.SUBMIT_STYLE,
            "training-style.create.response.json",
            (novita, base) -> novita.trainings()
                    .submit(StyleTrainingRequest.builder("ink-hills", "v1-5-pruned-emaonly")
                            .images(pictures())
                            .build())),
    STYLE_STATUS(
            Kind.GET,
            Endpoint.STYLE_STATUS,
            "training-style.get.training.response.json",
            (novita, base) -> novita.trainings().status(TaskId.style("1"))),
    SUBMIT_SUBJECT(
            Kind.PAID,
            Endpoint.SUBMIT_SUBJECT,
            "training-subject.create.response.json",
            (novita, base) -> novita.trainings()
                    .submit(SubjectTrainingRequest.builder(
                                    "portraits",
                                    "v1-5-pruned-emaonly",
                                    SubjectExpertSettings.builder("a photo of ohwx person")
                                            .build())
                            .images(pictures())
                            .build())),
    SUBJECT_STATUS(
            Kind.GET,
            Endpoint.SUBJECT_STATUS,
            "training-subject.get.training.response.json",
            (novita, base) -> novita.trainings().status(TaskId.subject("1"))),
    TRAININGS(
            Kind.GET,
            Endpoint.TRAININGS,
            "training-list.empty.response.json",
            (novita, base) -> novita.trainings().list()),
    TEXT_TO_IMAGE(
            Kind.PAID,
            Endpoint.TEXT_TO_IMAGE,
            "txt2img.bare.response.json",
            (novita, base) -> novita.images()
                    .submit(TextToImageRequest.builder("sd.safetensors", "a lighthouse")
                            .build())),
    IMAGE_TO_IMAGE(
            Kind.PAID,
            Endpoint.IMAGE_TO_IMAGE,
            "img2img.bare.response.json",
            (novita, base) -> novita.images()
                    .submit(ImageToImageRequest.builder(
                                    "sd.safetensors",
                                    ImageSource.bytes("hill.png", DrawnPicture.png(64, 64)),
                                    "a lighthouse")
                            .build())),
    TASK_RESULT(
            Kind.GET,
            Endpoint.TASK_RESULT,
            "task-result.queued.response.json",
            (novita, base) -> novita.images().status(TaskId.image("1"))),
    MODELS(
            Kind.GET,
            Endpoint.MODELS,
            "model-list.empty.response.json",
            (novita, base) -> novita.models().list(ModelFilter.all())),
    BALANCE(Kind.GET, Endpoint.BALANCE, "balance-detail.response.json", (novita, base) -> balance(novita)),
    USER(Kind.GET, Endpoint.USER, "user.response.json", (novita, base) -> balance(novita)),
    PUT_OF_PICTURE(Kind.PUT, "PUT /storage/picture", null, (novita, base) -> upload(novita)),
    IMAGE(
            Kind.IMAGE,
            "GET /drawn/picture.png",
            null,
            (novita, base) -> novita.images()
                    .bytes(new GeneratedImage(
                            TaskId.image("1"),
                            0,
                            base.resolve("/drawn/picture.png").toString(),
                            null,
                            ImageFormat.PNG,
                            null)));

    /** What the table has a column for. */
    enum Kind {
        GET,
        SLOT,
        PAID,
        PUT,
        IMAGE
    }

    final Kind kind;
    final @Nullable Endpoint endpoint;
    final String route;
    private final @Nullable String answer;
    final BiFunction<NovitaGateway, URI, Publisher<?>> operation;

    FaultTarget(
            Kind kind,
            Endpoint endpoint,
            @Nullable String answer,
            BiFunction<NovitaGateway, URI, Publisher<?>> operation) {
        this.kind = kind;
        this.endpoint = endpoint;
        this.route = endpoint.method() + " " + endpoint.path().apply(ApiPaths.defaults());
        this.answer = answer;
        this.operation = operation;
    }

    FaultTarget(
            Kind kind, String route, @Nullable String answer, BiFunction<NovitaGateway, URI, Publisher<?>> operation) {
        this.kind = kind;
        this.endpoint = null;
        this.route = route;
        this.answer = answer;
        this.operation = operation;
    }

    static FaultTarget at(String route) {
        for (FaultTarget target : values()) {
            if (target.route.equals(route)) {
                return target;
            }
        }
        throw new IllegalArgumentException("nobody should ask for " + route);
    }

    /** How many other requests come before this one. */
    int before() {
        return this == USER || this == PUT_OF_PICTURE ? 1 : 0;
    }

    /** The body of a good answer. */
    byte[] goodBody(URI base) {
        return switch (this) {
            case UPLOAD_SLOT -> """
                {"assets_id": "a1", "upload_url": "%s", "method": "PUT"}""".formatted(base.resolve("/storage/picture")).getBytes(UTF_8);
            case PUT_OF_PICTURE -> new byte[0];
            case IMAGE -> Pictures.png(64);
            default -> Golden.bytes(Objects.requireNonNull(answer));
        };
    }

    private static Publisher<?> upload(NovitaGateway novita) {
        return novita.assets().upload(Pictures.numbered(1));
    }

    private static Publisher<?> balance(NovitaGateway novita) {
        return novita.account().balance();
    }

    private static List<TrainingImage> pictures() {
        return List.of(TrainingImage.of(AssetId.of("a1"), "ohwx, a hill"));
    }
}
