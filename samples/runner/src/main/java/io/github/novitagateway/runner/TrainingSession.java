package io.github.novitagateway.runner;

import java.nio.file.Files;
import java.time.Duration;
import java.util.Objects;
import reactor.core.publisher.Flux;

/** Runs a plan on the calling thread, with its record on disk and a word for whoever interrupts it. */
final class TrainingSession {
    private static final Duration DISK = Duration.ofSeconds(30);

    private TrainingSession() {}

    /** @param checked whether the way is looked at first, where the run goes on to drawings */
    static void run(Service service, TrainingPlan plan, OutputOptions output, boolean checked, WayBack wayBack) {
        try (RunFile run = opened(service, plan)) {
            service.remember(run.journal());
            RunRecord known = read(run);
            run.requireOf(plan, known);
            Flux<Happening> check = checked && !plan.prompts().isEmpty() && !run.complete(plan, known)
                    ? new FreeWay(service.gateway(), plan, known, service.retriesPaidRequests()).happenings()
                    : Flux.empty();
            TrainingJob job = new TrainingJob(service.gateway(), plan, run, service.retriesPaidRequests());
            Interruption.saying(
                    () -> wayBack.words(service, read(run)), () -> output.show(Flux.concat(check, job.happenings())));
        }
    }

    /** Each embedded sandbox is a new one, so what an earlier one had begun cannot be gone on with. */
    private static RunFile opened(Service service, TrainingPlan plan) {
        RunFile run = RunFile.at(plan.out(), service.name());
        if (service.embedded() && Files.exists(run.path(RunFile.NAME)) && !run.complete(plan, read(run))) {
            System.err.println("The embedded sandbox of the earlier run is gone; this run begins anew.");
            run.delete();
            return RunFile.at(plan.out(), service.name());
        }
        return run;
    }

    private static RunRecord read(RunFile run) {
        return Objects.requireNonNull(run.record().block(DISK), "record");
    }
}
