package io.github.novitagateway.runner;

import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.training.BaseModels;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code novita train}. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        versionProvider = Novita.Version.class,
        showDefaultValues = true,
        description = {
            "Trains a style or a subject on a folder of pictures, waits until its model is in service, and draws with it.",
            "",
            "Every PNG, JPEG and WebP file of the folder is a picture; image.txt beside image.png holds its caption."
                    + " What is paid is kept in OUT/novita-run.json: the same command started again goes on from there"
                    + " and pays nothing twice. The page OUT/index.html shows pictures, course, settings and"
                    + " drawings.",
            ""
        })
final class TrainCommand extends ServiceCommand {

    /** What a training learns. */
    enum Kind {
        STYLE,
        SUBJECT;

        /** As it is typed. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--name",
            paramLabel = "N",
            required = true,
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description = "Name of the training.")
    private String name = "";

    @Option(
            names = "--images",
            paramLabel = "DIR",
            required = true,
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description = "Folder of the pictures, 1 to 50.")
    private Path images = Path.of("");

    @Option(
            names = "--caption",
            paramLabel = "TEXT",
            description = "Caption of the pictures that have no caption file, 1 to 1024 characters.")
    private @Nullable String caption;

    @Option(
            names = "--kind",
            paramLabel = "K",
            description = "What to learn from the pictures: ${COMPLETION-CANDIDATES}. A subject is a person.")
    private Kind kind = Kind.STYLE;

    @Option(
            names = "--instance-prompt",
            paramLabel = "TEXT",
            description = "What a picture of the subject shows, such as \"a close photo of ohwx woman\"; needed for"
                    + " --kind subject.")
    private @Nullable String instancePrompt;

    @Option(names = "--base-model", paramLabel = "M", description = "The checkpoint to train on.")
    private String baseModel = BaseModels.V1_5_PRUNED_EMAONLY;

    @Option(names = "--width", paramLabel = "W", description = "Width of the training images in pixels.")
    private int width = 512;

    @Option(names = "--height", paramLabel = "H", description = "Height of the training images in pixels.")
    private int height = 512;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Steps of the whole training, at least 1; the service chooses when it is not given.")
    private @Nullable Integer steps;

    @Option(
            names = "--prompt",
            paramLabel = "TEXT",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description = "What to draw with the trained style; may be given again for another drawing.")
    private List<String> prompts = new ArrayList<>();

    @Option(
            names = "--checkpoint",
            paramLabel = "C",
            description = "What to draw with; of the same family as the base model. Default for the family of Stable"
                    + " Diffusion 1.5: " + Checkpoints.STABLE_DIFFUSION_1_5 + ".")
    private @Nullable String checkpoint;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the drawings, the record of the run and its page; default novita-out/N.")
    private @Nullable Path out;

    @Option(
            names = "--dry-run",
            description =
                    "Look at pictures, captions and settings, tell what would go wrong and what it would take, and"
                            + " start nothing. Nothing is sent. Exit code 1 when there is an error.")
    private boolean dry;

    @Option(
            names = "--prices",
            paramLabel = "WHAT=USD",
            split = ",",
            description =
                    "What you expect to be charged, to estimate the cost of a --dry-run: ${COMPLETION-CANDIDATES},"
                            + " such as training=1.5,image=0.01.")
    private Map<Prices, BigDecimal> prices = Map.of();

    @Option(names = "--no-check", description = "Start without looking first whether the way to the drawings is free.")
    private boolean unchecked;

    @Option(
            names = "--outcome-search",
            paramLabel = "D",
            converter = Durations.class,
            description = "How long to look in the list for a training whose answer was lost, such as 30s or 2m.")
    private Duration outcomeSearch = RetryPolicy.defaults().outcomeSearch();

    @Option(
            names = "--retry-paid-requests",
            description =
                    "Pay once more for what may have been paid already, where its answer was lost and it cannot be"
                            + " found, and for drawings that failed. Without it the run ends and says so.")
    private boolean retryPaidRequests;

    @Option(names = "--concurrency", paramLabel = "N", description = "Uploads at the same time, 1 to 64.")
    private int concurrency = 6;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        return dry ? look() : train();
    }

    private int look() {
        requireInstancePrompt();
        PictureDrafts drafts = PictureDrafts.read(images, caption, kind == Kind.STYLE);
        drafts.others().forEach(TrainCommand::leaveOut);
        DryRun run = new DryRun(
                name,
                baseModel,
                width,
                height,
                steps,
                instancePrompt,
                drafts.pictures(),
                prompts,
                checkpoint,
                prices.isEmpty() ? null : Prices.table(prices));
        AtomicBoolean passed = new AtomicBoolean();
        try (Service idle = service.idle()) {
            OutFolder out = OutFolder.look(folder(), images, idle.name(), run.essentials(drafts.fingerprints()));
            idle.remember(EarlierRuns.beside(folder(), idle.name()));
            output.show(run.report(idle.gateway())
                    .map(report -> out.added(report.withErrors(drafts.flaws())))
                    .<Happening>map(found -> {
                        passed.set(found.passed());
                        return report -> report.preflight(found);
                    })
                    .flux());
        }
        return passed.get() ? ExitCodes.DONE : ExitCodes.JOB_FAILED;
    }

    private int train() {
        TrainingPlan plan = plan();
        RetryPolicy retry = RetryPolicy.builder()
                .outcomeSearch(outcomeSearch)
                .retryPaidRequests(retryPaidRequests)
                .build();
        try (Service opened =
                service.open(config -> config.uploadConcurrency(concurrency).retry(retry))) {
            TrainingSession.run(
                    opened, plan, output, !unchecked, new WayBack(service.arguments(), WayBack.commandOf(spec)));
        }
        return ExitCodes.DONE;
    }

    private TrainingPlan plan() {
        Path folder = folder();
        if (OutFolder.isSame(folder, images)) {
            throw new IllegalArgumentException("out must be another folder than images but was \"" + folder + "\"");
        }
        String drawsWith = prompts.isEmpty() ? "" : Checkpoints.fitting(baseModel, checkpoint);
        requireInstancePrompt();
        PictureFolder read = PictureFolder.read(images, caption);
        PictureFolder found = kind == Kind.STYLE ? read.captioned() : read;
        found.others().forEach(TrainCommand::leaveOut);
        return new TrainingPlan(
                name, baseModel, width, height, steps, instancePrompt, found.pictures(), prompts, drawsWith, folder);
    }

    private Path folder() {
        return out == null ? Path.of("novita-out", asFolder(name)) : out;
    }

    private static void leaveOut(String file) {
        System.err.println("Left out, since it is no picture: " + file);
    }

    private void requireInstancePrompt() {
        if (kind == Kind.SUBJECT && instancePrompt == null) {
            throw new IllegalArgumentException("instance-prompt must be given with --kind subject");
        }
        if (kind == Kind.STYLE && instancePrompt != null) {
            throw new IllegalArgumentException("instance-prompt goes with --kind subject alone");
        }
    }

    private static String asFolder(String name) {
        String folder = name.strip().replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_");
        return folder.isEmpty() || folder.startsWith(".") ? "_" + folder : folder;
    }
}
