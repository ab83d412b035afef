package io.github.novitagateway.webflux.training;

import io.github.novitagateway.webflux.StudioSettings;
import io.github.novitagateway.webflux.event.EventLog;
import io.github.novitagateway.webflux.picture.StartForm;
import io.github.novitagateway.webflux.web.RefusedException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * All trainings, and whoever runs them: the application, never a request. A browser that goes away leaves its training
 * running; a training that was begun is on the disk before it is run.
 */
@Component
public final class Trainings {

    private static final Logger LOG = LoggerFactory.getLogger(Trainings.class);

    private final Map<String, LiveTraining> all = new ConcurrentSkipListMap<>();
    private final Disposable.Composite running = Disposables.composite();
    private final AtomicInteger places = new AtomicInteger();
    private final TrainingFolder folder;
    private final TrainingRun run;
    private final EventLog log;
    private final int mostRunning;

    Trainings(TrainingFolder folder, TrainingRun run, EventLog log, StudioSettings settings) {
        this.folder = folder;
        this.run = run;
        this.log = log;
        this.mostRunning = settings.mostRunning();
    }

    Collection<LiveTraining> all() {
        return all.values();
    }

    /**
     * {@return a training}
     *
     * @param id of it
     * @throws RefusedException with 404 when there is none
     */
    public LiveTraining get(String id) {
        LiveTraining training = all.get(id);
        if (training == null) {
            throw RefusedException.of(HttpStatus.NOT_FOUND, "id", "the id of a training", id);
        }
        return training;
    }

    /** Refuses one more training when enough of them run. */
    void requireRoom() {
        requireRoom(places.get());
    }

    private void requireRoom(int taken) {
        if (taken >= mostRunning) {
            throw RefusedException.of(HttpStatus.TOO_MANY_REQUESTS, "running", "less than " + mostRunning, taken);
        }
    }

    /** Those that go on after a start may be more than are allowed now. */
    private void takePlace() {
        requireRoom(places.getAndUpdate(taken -> taken < mostRunning ? taken + 1 : taken));
    }

    private void giveBackPlace() {
        places.decrementAndGet();
    }

    /**
     * Begins a training whose pictures are on the disk. From here on the application goes on by itself: cancelling what
     * comes back changes nothing. There may be no more room by now; the pictures are removed then.
     */
    Mono<LiveTraining> begin(String id, StartForm.Filled form) {
        return Mono.fromRunnable(this::takePlace)
                .onErrorResume(refused -> folder.remove(id).then(Mono.error(refused)))
                .then(Mono.defer(() -> {
                    LiveTraining training = new LiveTraining(Training.of(id, form, Instant.now()), log);
                    Mono<LiveTraining> begun = folder.save(training)
                            .doOnError(notKept -> giveBackPlace())
                            .then(Mono.fromRunnable(() -> {
                                show(training);
                                run(training);
                            }))
                            .thenReturn(training)
                            .cache();
                    own(begun.then());
                    return begun;
                }));
    }

    /** Takes a training in, and leaves it where it stands. */
    void show(LiveTraining training) {
        all.put(training.id(), training);
        training.introduce();
    }

    /** Takes a training in and lets it go on, if there is something left to do. */
    void take(LiveTraining training) {
        show(training);
        if (training.now().open()) {
            places.incrementAndGet();
            run(training);
        }
    }

    /** Goes on with a training that stopped on the way. What is paid is not paid again. */
    Mono<LiveTraining> goOn(String id) {
        return Mono.fromCallable(() -> {
            LiveTraining training = get(id);
            Failure failure = training.now().failure();
            if (failure == null || !failure.canGoOn() || training.running()) {
                throw RefusedException.of(
                        HttpStatus.CONFLICT,
                        "training",
                        "one that stopped on the way",
                        training.status().stage());
            }
            takePlace();
            training.change(now -> now.failed(null));
            run(training);
            return training;
        });
    }

    /** Runs what has a place. Its last word is told when that is free again: who hears it may want it. */
    private void run(LiveTraining training) {
        if (training.begin()) {
            own(Mono.usingWhen(Mono.just(training), run::of, this::ended)
                    .doOnNext(training::tell)
                    .then());
        } else {
            giveBackPlace();
        }
    }

    private Mono<Void> ended(LiveTraining training) {
        return Mono.fromRunnable(() -> {
            training.end();
            giveBackPlace();
        });
    }

    /**
     * Runs something that outlives the request that asked for it, until it ends or the application does.
     *
     * @param work to be done; its failure goes to the log
     */
    public void own(Mono<Void> work) {
        running.add(work.subscribe(
                nothing -> {}, failure -> LOG.error("what the application does by itself has failed", failure)));
    }

    /** Stops before the connections do, whose end would look like failures of the service. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        running.dispose();
    }
}
