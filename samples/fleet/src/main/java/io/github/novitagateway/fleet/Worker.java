package io.github.novitagateway.fleet;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes jobs as long as it is not asked to stop, a bounded number at once. */
final class Worker {
    /** How many signs of life fit into the silence after which a node counts as lost. */
    static final int HEARTBEATS = 3;

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration LAST_ANSWER = Duration.ofSeconds(2);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final JobStream stream;
    private final StyleWork work;
    private final String node;
    private final int atOnce;
    private final int tries;
    private final Consumer<String> log;
    private final Map<String, JobHold> held = new ConcurrentHashMap<>();

    /**
     * Nothing happens yet.
     *
     * @param atOnce how many jobs at most
     * @param tries after how many a job is given up
     */
    Worker(JobStream stream, StyleWork work, String node, int atOnce, int tries, Consumer<String> log) {
        this.stream = stream;
        this.work = work;
        this.node = node;
        this.atOnce = atOnce;
        this.tries = tries;
        this.log = log;
    }

    /**
     * Works until it is asked to stop.
     *
     * @param stop completes then, for whoever subscribes later too
     * @return completes when all that was held is done or handed back
     */
    Mono<Void> run(Mono<Void> stop) {
        Mono<Void> jobs = Flux.defer(() -> taken(stop))
                .map(job -> hold(job, stop))
                .repeatWhen(taken -> taken.concatMap(count -> goesOn(stop)).takeWhile(isNotStopped -> isNotStopped))
                .flatMap(this::worked, atOnce)
                .then();
        return Mono.firstWithSignal(jobs, signsOfLife());
    }

    /** What is on its way from Redis when the worker is asked to stop is waited for, to be handed back. */
    private Flux<TakenJob> taken(Mono<Void> stop) {
        return stream.take(atOnce - held.size(), Set.copyOf(held.keySet()))
                .takeUntilOther(stop.then(Mono.delay(LAST_ANSWER)))
                .filter(this::isNew);
    }

    /** What comes back while it is worked on was lost in between: that work ends, and it is taken anew later. */
    private boolean isNew(TakenJob job) {
        JobHold lost = held.get(job.entry());
        if (lost != null) {
            lost.lose();
        }
        return lost == null;
    }

    private static Mono<Boolean> goesOn(Mono<Void> stop) {
        return Mono.firstWithSignal(stop.thenReturn(false), Mono.delay(LOOK).thenReturn(true));
    }

    private JobHold hold(TakenJob job, Mono<Void> stop) {
        JobHold hold = new JobHold(job, stream, stop);
        held.put(job.entry(), hold);
        return hold;
    }

    /** Without an end. What is no longer held is given up at once. */
    private Mono<Void> signsOfLife() {
        return Flux.interval(stream.takeOverAfter().dividedBy(HEARTBEATS))
                .onBackpressureDrop()
                .concatMap(tick -> renewed(Set.copyOf(held.keySet())), 1)
                .then(Mono.never());
    }

    private Mono<Void> renewed(Set<String> entries) {
        return stream.renew(entries)
                .doOnNext(own -> entries.stream()
                        .filter(entry -> !own.contains(entry))
                        .map(held::get)
                        .forEach(lost -> {
                            if (lost != null) {
                                lost.lose();
                            }
                        }))
                .then();
    }

    private Mono<Void> worked(JobHold hold) {
        TakenJob job = hold.job();
        return started(hold)
                .then(Mono.defer(() -> job.tries() > tries ? givenUp(hold) : done(hold)))
                .onErrorResume(failure -> left(job, failure))
                .onErrorResume(LostJobException.class, lost -> Mono.fromRunnable(() -> log.accept(text(lost))))
                .doFinally(end -> held.remove(job.entry(), hold));
    }

    private Mono<Void> started(JobHold hold) {
        TakenJob job = hold.job();
        return hold.note(JobNotes.none()
                .with("id", job.id())
                .with("node", node)
                .with("tries", job.tries())
                .with("counted", job.tries()));
    }

    private Mono<Void> done(JobHold hold) {
        return work.done(hold)
                .then(Mono.defer(
                        () -> stream.end(hold.job(), JobNotes.of(JobState.DONE).reason(""))))
                .doOnSuccess(end -> log.accept("job " + hold.job().id() + " is done"));
    }

    /** Its nodes were lost each time: that may be the job's own doing. */
    private Mono<Void> givenUp(JobHold hold) {
        return hold.known()
                .flatMap(known -> dead(
                        hold.job(), "tried " + tries + " times; the last reason: " + known.getOrDefault("reason", "")));
    }

    private Mono<Void> left(TakenJob job, Throwable failure) {
        if (failure instanceof LostJobException) {
            return Mono.error(failure);
        }
        if (failure instanceof StoppedException) {
            return stream.handBack(job, "handed back by " + node);
        }
        String reason = text(failure);
        log.accept("job " + job.id() + ", try " + job.tries() + ": " + reason);
        if (JobFailure.isOfTheJournal(failure)) {
            return stream.tryLater(job, FIRST_PAUSE, false, reason);
        }
        if (JobFailure.isOfAllJobs(failure)) {
            return stream.tryLater(job, stream.takeOverAfter(), false, reason);
        }
        if (JobFailure.isFinal(failure)) {
            return dead(job, reason);
        }
        return job.tries() >= tries
                ? dead(job, "tried " + tries + " times; the last reason: " + reason)
                : stream.tryLater(job, pause(job), true, reason);
    }

    private Mono<Void> dead(TakenJob job, String reason) {
        return stream.end(job, JobNotes.of(JobState.DEAD).reason(reason));
    }

    /** Twice as long each time, as long as that is less than a lost node takes. */
    private Duration pause(TakenJob job) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(10, job.tries() - 1));
        return pause.compareTo(stream.takeOverAfter()) < 0 ? pause : stream.takeOverAfter();
    }

    private static String text(Throwable failure) {
        return JobFailure.text(failure);
    }
}
