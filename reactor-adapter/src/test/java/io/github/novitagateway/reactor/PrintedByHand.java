package io.github.novitagateway.reactor;

import io.github.novitagateway.account.Balance;
import io.github.novitagateway.account.Budget;
import io.github.novitagateway.account.PriceTable;
import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.asset.PictureHeader;
import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.config.QuotaLimits;
import io.github.novitagateway.error.ApiException.ApiError;
import io.github.novitagateway.image.ControlNetUnit;
import io.github.novitagateway.image.GenerationRequest.Embedding;
import io.github.novitagateway.image.GenerationRequest.Refiner;
import io.github.novitagateway.image.HiresFix;
import io.github.novitagateway.image.HiresFix.Upscaler;
import io.github.novitagateway.image.ImageToImageRequest;
import io.github.novitagateway.image.ImageToImageRequest.IpAdapter;
import io.github.novitagateway.image.Lora;
import io.github.novitagateway.image.Model;
import io.github.novitagateway.image.Model.ModelFilter;
import io.github.novitagateway.image.OutputOptions;
import io.github.novitagateway.image.OutputOptions.AwsS3Storage;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.image.Webhook;
import io.github.novitagateway.preflight.DraftImage;
import io.github.novitagateway.preflight.PictureFacts;
import io.github.novitagateway.preflight.Preflight;
import io.github.novitagateway.preflight.PreflightReport.Flaw;
import io.github.novitagateway.reactor.BudgetGuard.Purse;
import io.github.novitagateway.reactor.PresignedPut.PresignedUpload;
import io.github.novitagateway.reactor.PresignedPut.S3Error;
import io.github.novitagateway.reactor.TaskJournal.Cost;
import io.github.novitagateway.reactor.TaskJournal.Ended;
import io.github.novitagateway.reactor.TaskJournal.Intended;
import io.github.novitagateway.reactor.TaskJournal.Observed;
import io.github.novitagateway.reactor.TaskJournal.PaidTask;
import io.github.novitagateway.reactor.TaskJournal.Refused;
import io.github.novitagateway.reactor.TaskJournal.Spent;
import io.github.novitagateway.reactor.TaskJournal.Started;
import io.github.novitagateway.reactor.TaskJournal.Stored;
import io.github.novitagateway.reactor.WireFormat.GenerationBody;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.task.TaskId.Kind;
import io.github.novitagateway.training.DatasetImage.ImageToUpload;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import io.github.novitagateway.training.ExpertSettings.LearningRateScheduler;
import io.github.novitagateway.training.StyleExpertSettings;
import io.github.novitagateway.training.StyleTrainingRequest;
import io.github.novitagateway.training.SubjectExpertSettings;
import io.github.novitagateway.training.SubjectTrainingRequest;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TrainedModel;
import io.github.novitagateway.training.TrainingComponent;
import io.github.novitagateway.training.TrainingEvent.Ready;
import io.github.novitagateway.training.TrainingEvent.Stalled;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** What a program makes itself, or holds for a moment only, with secrets wherever one belongs. */
final class PrintedByHand {

    private static final ImageSource PICTURE = ImageSource.file(Path.of("a.png"));

    private PrintedByHand() {}

    static Stream<Object> values(String link) {
        return Stream.of(requests(), journaled(), lookedAt(), held(link)).flatMap(values -> values);
    }

    static Model model(String link) {
        return new Model(
                1L, "ink", "ink", "ink", "lora", List.of(), 1, link, null, List.of(), link, null, null, null, null,
                null, null, null);
    }

    private static Stream<Object> requests() {
        OutputOptions output = OutputOptions.builder()
                .responseImageType(ImageFormat.PNG)
                .webhook(Webhook.of(
                        URI.create("https://hooks.example.com/" + EchoingService.TOKEN + "?" + EchoingService.TOKEN),
                        new Webhook.TestMode(false, Webhook.TestMode.SUCCEED)))
                .customStorage(
                        AwsS3Storage.builder("us-east-1", "bucket", "/renders/").build())
                .enterprisePlan(false)
                .build();
        var words = TextToImageRequest.builder("checkpoint", "a lighthouse")
                .lora(Lora.of("ink", 0.5))
                .embedding(Embedding.of("easynegative"))
                .hiresFix(HiresFix.builder(1024, 1024).upscaler(Upscaler.LATENT).build())
                .refiner(Refiner.of(0.5))
                .output(output)
                .build();
        var picture = ImageToImageRequest.builder("checkpoint", PICTURE, "a lighthouse")
                .controlNet(
                        ControlNetUnit.builder("control_v11", PICTURE, "canny").build())
                .ipAdapter(IpAdapter.of(IpAdapter.SD15, PICTURE, 0.5))
                .output(output)
                .build();
        return Stream.of(
                GenerationBody.of(words),
                GenerationBody.of(picture),
                NovitaConfig.builder(ApiKey.of(ServiceTest.KEY)).build(),
                ModelFilter.all(),
                QuotaLimits.documented(),
                StyleTrainingRequest.builder("ink", "v1-5-pruned-emaonly")
                        .component(TrainingComponent.resize(512, 512))
                        .expertSettings(StyleExpertSettings.builder()
                                .lrScheduler(LearningRateScheduler.COSINE)
                                .build())
                        .build()
                        .withImages(List.of(TrainingImage.of(AssetId.of("1"), "ohwx"))),
                SubjectTrainingRequest.builder(
                                "ink",
                                "v1-5-pruned-emaonly",
                                SubjectExpertSettings.builder("a photo of ohwx person")
                                        .build())
                        .build());
    }

    private static Stream<Object> journaled() {
        TaskId task = TaskId.style("1");
        Intended intent = new Intended(
                "k", Kind.STYLE, "ink", false, "order 17", Instant.EPOCH, new Cost("spring", BigDecimal.ONE));
        Started start = new Started("k", task, Instant.EPOCH);
        Observed seen = new Observed(task, "TRAINING", 1.0, Instant.EPOCH);
        Ended end = new Ended(task, "READY", Instant.EPOCH);
        return Stream.of(
                new PaidTask(intent, start, List.of(seen), end),
                new Refused("k", Instant.EPOCH),
                new Spent(new Cost("spring", BigDecimal.TEN), Instant.EPOCH),
                new Stored("00ff", AssetId.of("1"), Instant.EPOCH));
    }

    private static Stream<Object> lookedAt() {
        PriceTable prices = PriceTable.of(BigDecimal.ONE, BigDecimal.ONE);
        PictureFacts facts = new PictureFacts(
                "a.png", 1, new PictureHeader(ImageFormat.PNG, 1, 1, new PictureHeader.Turn(1, true)), "00ff", "ohwx");
        Preflight preflight = Preflight.builder(StyleTrainingRequest.builder("ink", "v1-5-pruned-emaonly")
                        .build())
                .prices(prices)
                .build();
        return Stream.of(
                preflight,
                new DraftImage(PICTURE, "ohwx"),
                new PictureLook.Seen(facts, new Flaw("a.png", "file", "readable", "absent")),
                preflight.report(List.of(facts), 1, Duration.ofMinutes(9)),
                new Purse(Budget.builder("spring", BigDecimal.ONE, prices).build()));
    }

    private static Stream<Object> held(String link) {
        ImageToUpload picture = ImageToUpload.of(PICTURE, "ohwx");
        TaskStatus status = new TaskStatus(
                TaskId.style("1"), "TRAINING", null, List.of(new TrainedModel("ink", "SERVING")), null, null);
        return Stream.of(
                picture,
                new Ready(status, new TrainedModel("ink", "SERVING")),
                new ApiError(403, null, null, "sent to " + link, Map.of(), null),
                new Stalled(status, Duration.ofMinutes(15)),
                new PollingPolicy.Observation(status, false),
                new CursorPages.Page<>(List.of(status), 1, ""),
                new Balance(BigDecimal.ONE, null, null, null, null),
                new Assets.Place(0, PICTURE),
                new ImageBody(PICTURE, ImageFormat.PNG, 1, null, new AtomicReference<>()),
                new PresignedUpload(AssetId.of("1"), URI.create(link)),
                new Download.Item(
                        TaskId.image("1"),
                        "image 0",
                        new Download.Link(link, null, Mono.just(link)),
                        "a.png",
                        1,
                        "maxImageBytes",
                        Duration.ZERO),
                model(link),
                S3Error.parse(("<Error><Message>" + link.replace("&", "&amp;") + "</Message></Error>")
                        .getBytes(StandardCharsets.UTF_8)));
    }
}
