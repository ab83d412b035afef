package io.github.novitagateway.fleet;

import reactor.core.publisher.Mono;

/**
 * One job as one step, which may be begun again at any point by any node: what is stored, paid or drawn already is
 * neither sent, paid nor drawn again.
 */
record StyleWork(StyleTraining training, StyleDrawings drawings, JobJournal journal) {

    /** {@return completes when the files of all drawings are there} */
    Mono<Void> done(JobHold hold) {
        return Mono.fromCallable(() -> read(hold.job()))
                .flatMap(job -> taken(job, hold)
                        .then(Mono.defer(() -> training.lora(job, hold)))
                        .flatMap(lora -> drawings.drawn(job, hold, lora))
                        .then(Mono.defer(() -> journal.ended(job.label()))));
    }

    private static StyleJob read(TakenJob taken) {
        StyleJob job = StyleJobs.read(taken.json());
        if (!job.id().equals(taken.id())) {
            throw new IllegalArgumentException(
                    "id must be that of the entry in the stream, \"" + taken.id() + "\", but was \"" + job.id() + "\"");
        }
        return job;
    }

    private static Mono<Void> taken(StyleJob job, JobHold hold) {
        return hold.note(JobNotes.none()
                .with("name", job.name())
                .with("of", job.prompts().size()));
    }
}
