package io.github.novitagateway.runner;

import reactor.core.publisher.Flux;

/** Runs a plan on the calling thread, with its record on disk and a word for whoever interrupts it. */
final class TrainingSession {
    private TrainingSession() {}

    /** @param checked whether the way is looked at first, where the run goes on to drawings */
    static void run(Service service, TrainingPlan plan, OutputOptions output, boolean checked, WayBack wayBack) {
        FolderLock.holding(plan.out(), () -> {
            RunFile run = opened(service, plan);
            FreeWay way = new FreeWay(service.gateway(), plan, run);
            Flux<Happening> check = checked && !plan.prompts().isEmpty() ? way.happenings() : Flux.empty();
            Interruption.saying(
                    () -> wayBack.words(service, run.current()),
                    () -> output.show(Flux.concat(check, new TrainingJob(service.gateway(), plan, run).happenings())));
        });
    }

    /** Each embedded sandbox is a new one, so what an earlier one had begun cannot be gone on with. */
    private static RunFile opened(Service service, TrainingPlan plan) {
        RunFile run = RunFile.open(plan, service.name());
        if (service.embedded() && run.begun() && !run.complete(plan)) {
            System.err.println("The embedded sandbox of the earlier run is gone; this run begins anew.");
            return run.anew(plan);
        }
        return run;
    }
}
