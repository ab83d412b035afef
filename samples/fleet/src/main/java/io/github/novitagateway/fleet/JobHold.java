package io.github.novitagateway.fleet;

import java.util.Map;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A job in the hands of this node, until it is done, the worker stops, or another node has taken it over. */
final class JobHold {
    private final TakenJob job;
    private final JobStream stream;
    private final Mono<Void> stop;
    private final Sinks.Empty<Void> lost = Sinks.empty();

    /** @param stop completes when the worker is asked to stop, for whoever comes later too */
    JobHold(TakenJob job, JobStream stream, Mono<Void> stop) {
        this.job = job;
        this.stream = stream;
        this.stop = stop;
    }

    TakenJob job() {
        return job;
    }

    Mono<Map<String, String>> known() {
        return stream.known(job.id());
    }

    Mono<Void> note(JobNotes notes) {
        return stream.note(job, notes);
    }

    /** Says that the job was taken over. */
    void lose() {
        lost.tryEmitEmpty();
    }

    /** Something that may be broken off at any moment without loss: it is when the job has to be left. */
    <T> Mono<T> pausable(Mono<T> step) {
        return Mono.firstWithSignal(this.<T>reasonToLeave(), step);
    }

    private <T> Mono<T> reasonToLeave() {
        return Mono.firstWithSignal(
                stop.then(Mono.error(StoppedException::new)),
                lost.asMono().then(Mono.error(() -> new LostJobException(job.id()))));
    }
}
