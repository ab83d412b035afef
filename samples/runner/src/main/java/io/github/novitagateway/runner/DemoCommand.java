package io.github.novitagateway.runner;

import io.github.novitagateway.training.BaseModels;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code novita demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = Novita.Version.class,
        description = {
            "Shows the main job on an embedded sandbox: twelve sample pictures become a style, and the style draws two"
                    + " pictures. It needs no key and no network, and takes about ten seconds.",
            ""
        })
final class DemoCommand implements Callable<Integer> {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private static final List<String> PROMPTS = List.of(
            "inkwash style, a lighthouse above a calm bay at sunset",
            "inkwash style, misty mountains behind a pine forest");

    @Mixin(name = OutputOptions.MIXIN)
    private OutputOptions output = new OutputOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Path out = Path.of(
                "novita-out",
                "demo-" + LocalDateTime.now(ZoneId.systemDefault()).format(MOMENT));
        Path pictures = out.resolve("pictures");
        SamplePictures.extractTo(pictures);
        TrainingPlan plan = new TrainingPlan(
                "inkwash",
                BaseModels.V1_5_PRUNED_EMAONLY,
                512,
                512,
                null,
                null,
                PictureFolder.read(pictures, null).captioned().pictures(),
                PROMPTS,
                Checkpoints.STABLE_DIFFUSION_1_5,
                out);
        System.err.println("The main job on the embedded sandbox, with the sample pictures in " + pictures);
        try (Service service = new ServiceOptions().embedded(config -> config)) {
            TrainingSession.run(service, plan, output, true, new WayBack(List.of(), WayBack.commandOf(spec)));
        }
        return ExitCodes.DONE;
    }
}
