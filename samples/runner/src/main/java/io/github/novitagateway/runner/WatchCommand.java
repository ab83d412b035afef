package io.github.novitagateway.runner;

import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TrainingEvent;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code novita watch}. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        versionProvider = Novita.Version.class,
        description = {
            "Watches a task until it ends, and saves the images of a drawing where --out says so. Watching costs nothing"
                    + " and changes nothing.",
            ""
        })
final class WatchCommand extends ServiceCommand {

    @Parameters(paramLabel = "TASK_ID", description = "The task, such as style/<id> or image/<id>.")
    private String task = "";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the images of a drawing; without it they are not saved.")
    private @Nullable Path out;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        TaskId id = TaskId.parse(task);
        if (out != null && id.kind() != TaskId.Kind.IMAGE) {
            throw new IllegalArgumentException("out goes with a drawing alone, image/<id>, but the task is " + id);
        }
        WayBack wayBack = new WayBack(service.arguments(), WayBack.commandOf(spec));
        try (Service opened = service.open(config -> config)) {
            Interruption.saying(() -> wayBack.words(id, out), () -> output.show(happenings(opened.gateway(), id)));
        }
        return ExitCodes.DONE;
    }

    private Flux<Happening> happenings(NovitaGateway novita, TaskId id) {
        if (id.kind() == TaskId.Kind.IMAGE) {
            Flux<Happening> looks = novita.images().watch(id).map(status -> report -> report.status(status));
            return looks.concatWith(
                    out == null
                            ? novita.images().result(id).then(Mono.empty())
                            : SavedImages.of(novita, id, null, out));
        }
        return novita.trainings().follow(id).concatMap(event -> told(novita, event));
    }

    private static Mono<Happening> told(NovitaGateway novita, TrainingEvent event) {
        if (event instanceof TrainingEvent.Ready ready) {
            return novita.models()
                    .loraName(ready.model())
                    .map(lora -> report ->
                            report.ready(ready.status().taskId(), ready.model().name(), lora));
        }
        return Mono.just(report -> report.event(event));
    }
}
