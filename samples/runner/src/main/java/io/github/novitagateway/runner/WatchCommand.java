package io.github.novitagateway.runner;

import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TrainingEvent;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code novita watch}. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        versionProvider = Novita.Version.class,
        description = {"Watches a task until it ends. Watching costs nothing and changes nothing.", ""})
final class WatchCommand extends ServiceCommand {

    @Parameters(paramLabel = "TASK_ID", description = "The task, such as style/<id> or image/<id>.")
    private String task = "";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        TaskId id = TaskId.parse(task);
        WayBack wayBack = new WayBack(service.arguments(), WayBack.commandOf(spec));
        try (Service opened = service.open(config -> config)) {
            Interruption.saying(
                    () -> wayBack.words(id.toString()), () -> output.show(happenings(opened.gateway(), id)));
        }
        return ExitCodes.DONE;
    }

    private static Flux<Happening> happenings(NovitaGateway novita, TaskId id) {
        if (id.kind() == TaskId.Kind.IMAGE) {
            Flux<Happening> looks = novita.images().watch(id).map(status -> report -> report.status(status));
            return looks.concatWith(novita.images().result(id).then(Mono.empty()));
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
