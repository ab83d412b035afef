package io.github.novitagateway.runner;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.image.GenerationRequest;
import io.github.novitagateway.image.ImageToImageRequest;
import io.github.novitagateway.image.Lora;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.task.TaskId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;

/** {@code novita generate}. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        versionProvider = Novita.Version.class,
        showDefaultValues = true,
        description = {
            "Draws from words, or from a picture and words, with trained styles when LoRA models are named. Each start is"
                    + " paid.",
            ""
        })
final class GenerateCommand extends ServiceCommand {

    @Option(
            names = "--lora",
            paramLabel = "MODEL[:STRENGTH]",
            converter = LoraText.class,
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description = "A trained style and how strongly it acts, 0 to 1; 0.8 when not given. Up to five.")
    private List<Lora> loras = new ArrayList<>();

    @Option(
            names = "--prompt",
            paramLabel = "TEXT",
            required = true,
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description = "What to draw, 1 to 1024 characters.")
    private String prompt = "";

    @Option(
            names = "--image",
            paramLabel = "FILE",
            description = "A picture to start from: PNG, JPEG or WebP, at most 10 MiB and 16 megapixels.")
    private @Nullable Path image;

    @Option(
            names = "--strength",
            paramLabel = "S",
            description =
                    "How far the drawing departs from that picture: 0 keeps it, 1 forgets it; 0.5 when not given.")
    private @Nullable Double strength;

    @Option(names = "--checkpoint", paramLabel = "C", description = "What to draw with.")
    private String checkpoint = Checkpoints.STABLE_DIFFUSION_1_5;

    @Option(names = "--width", paramLabel = "W", description = "Width in pixels, 128 to 2048.")
    private int width = 512;

    @Option(names = "--height", paramLabel = "H", description = "Height in pixels, 128 to 2048.")
    private int height = 512;

    @Option(names = "--count", paramLabel = "N", description = "How many images, 1 to 8.")
    private int count = 1;

    @Option(names = "--seed", paramLabel = "S", description = "The seed of the drawing; a random one when not given.")
    private @Nullable Long seed;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for the images.")
    private Path out = Path.of("novita-out");

    @Override
    public Integer call() {
        GenerationRequest request = request();
        AtomicReference<@Nullable TaskId> ordered = new AtomicReference<>();
        try (Service opened = service.open(config -> config)) {
            Interruption.saying(
                    () -> stopped(opened, ordered.get()),
                    () -> output.show(happenings(opened.gateway(), request, ordered)));
        }
        return ExitCodes.DONE;
    }

    private String stopped(Service opened, @Nullable TaskId ordered) {
        return ordered == null || opened.embedded()
                ? "Stopped. A drawing that was submitted is drawn and charged all the same."
                : new WayBack(service.arguments(), List.of()).words(ordered, out);
    }

    private GenerationRequest request() {
        if (image == null) {
            if (strength != null) {
                throw new IllegalArgumentException("strength needs a picture: name one with --image");
            }
            return settings(TextToImageRequest.builder(checkpoint, prompt)).build();
        }
        ImageToImageRequest.Builder builder = ImageToImageRequest.builder(checkpoint, ImageSource.file(image), prompt);
        return settings(strength == null ? builder : builder.strength(strength)).build();
    }

    private <B extends GenerationRequest.Builder<B>> B settings(B builder) {
        builder.size(width, height).imageNum(count);
        loras.forEach(builder::lora);
        return seed == null ? builder : builder.seed(seed);
    }

    private Flux<Happening> happenings(
            NovitaGateway novita, GenerationRequest request, AtomicReference<@Nullable TaskId> ordered) {
        return novita.images().submit(request).doOnNext(ordered::set).flatMapMany(task -> {
            Happening submitted = report -> report.drawing(task, prompt);
            return SavedImages.of(novita, task, prompt, out).startWith(submitted);
        });
    }
}
