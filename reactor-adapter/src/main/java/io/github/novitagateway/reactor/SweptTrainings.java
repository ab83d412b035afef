package io.github.novitagateway.reactor;

import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.error.NovitaException.PollingTimeoutException;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TaskStatus.TrainingStage;
import io.github.novitagateway.training.TrainingTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What is known of trainings that are watched together, by the list or alone, until each of them has ended. */
final class SweptTrainings {

    private final WatchLimits limits;
    private final Map<TaskId, Swept> open = new HashMap<>();
    private final UntoldStatuses news;
    private final List<Throwable> failures = new ArrayList<>();
    private @Nullable NovitaException listFailure;
    private int listed;
    private int toFind;
    private int sweep;

    /** @param news gets each status that says something else than the one before */
    SweptTrainings(Collection<TaskId> ids, WatchLimits limits, UntoldStatuses news) {
        this.news = news;
        this.limits = limits;
        ids.forEach(id -> open.put(id, new Swept(id)));
        this.listed = open.size();
    }

    /**
     * What may not last longer.
     *
     * @param stage of one training, on the visit that is counted; null for the whole of all
     */
    record Bound(Duration span, String reason, @Nullable Swept stage, int visit) {

        private boolean concerns(Swept training) {
            return stage == null || (stage == training && visit == training.visits);
        }
    }

    /** One training that has not ended. */
    static final class Swept {

        private final TaskId id;
        private @Nullable TaskStatus said;
        private Instant since = Instant.EPOCH;
        private int visits;
        private boolean listed = true;
        private int foundIn;
        private boolean missed;
        private @Nullable Bound overdue;

        private Swept(TaskId id) {
            this.id = id;
        }

        private @Nullable TrainingStage stage() {
            return said == null ? null : said.stage();
        }

        private TaskStatus inWatch(TaskStatus status, Instant now) {
            return status.withStageObservedFor(now.isBefore(since) ? Duration.ZERO : Duration.between(since, now));
        }
    }

    /** {@return how many are looked for in the sweep that begins} */
    synchronized int begin() {
        sweep++;
        toFind = listed;
        return listed;
    }

    /** {@return what a page of the list says that is new, or that is waited for} */
    synchronized List<TaskStatus> found(List<TrainingTask> page) {
        List<TaskStatus> seen = new ArrayList<>();
        for (TrainingTask row : page) {
            Swept training = open.get(row.taskId());
            if (training != null && training.listed && training.foundIn != sweep) {
                training.foundIn = sweep;
                training.missed = false;
                toFind--;
                TaskStatus status = new TaskStatus(row.taskId(), row.rawState(), null, row.models(), null, null);
                if (training.overdue != null || !status.equals(training.said)) {
                    seen.add(status);
                }
            }
        }
        return seen;
    }

    synchronized boolean areAllFound() {
        return toFind == 0;
    }

    /**
     * {@return what the sweep should have found and leaves the list for that} Rows shift while pages are read, so one
     * that was there before may be missed once.
     */
    synchronized List<TaskId> missing() {
        List<TaskId> missing = new ArrayList<>();
        for (Swept training : open.values()) {
            if (training.listed && training.foundIn != sweep) {
                if (training.missed || training.said == null) {
                    missing.add(training.id);
                }
                training.missed = true;
            }
        }
        missing.forEach(this::leave);
        return missing;
    }

    synchronized void leave(TaskId id) {
        Swept training = open.get(id);
        if (training != null && training.listed) {
            training.listed = false;
            listed--;
        }
    }

    synchronized List<TaskId> leaveAll() {
        List<TaskId> all = open.values().stream()
                .filter(training -> training.listed)
                .map(training -> training.id)
                .toList();
        all.forEach(this::leave);
        return all;
    }

    synchronized void listFailed(@Nullable NovitaException failure) {
        listFailure = failure;
    }

    synchronized boolean isListed() {
        return listed > 0;
    }

    synchronized boolean isOpen(TaskId id) {
        return open.containsKey(id);
    }

    synchronized boolean isOver() {
        return open.isEmpty();
    }

    synchronized boolean isStep(TaskStatus status) {
        Swept training = open.get(status.taskId());
        return training != null && training.stage() != status.stage();
    }

    /**
     * Takes in what is said of a training.
     *
     * @param id of the one that was asked for; the answer may name another
     * @return the limit of the stage that it has entered, if it has one
     */
    synchronized @Nullable Bound seen(TaskId id, TaskStatus status, Instant now) {
        Swept training = open.get(id);
        if (training == null) {
            return null;
        }
        boolean entered = training.stage() != status.stage();
        if (entered) {
            training.visits++;
            training.since = now.minus(status.stageObservedFor());
        }
        TaskStatus said = TrainingCourse.said(status);
        boolean changed = !said.equals(training.said);
        training.said = said;
        if (changed) {
            news.add(id, training.inWatch(said, now));
        }
        if (status.terminal()) {
            end(training);
        } else if (training.overdue != null && training.overdue.concerns(training)) {
            timeOut(training, training.overdue, now);
        }
        return entered && isOpen(id) ? limitOf(training) : null;
    }

    synchronized void failed(TaskId id, Throwable failure) {
        Swept training = open.get(id);
        if (training != null) {
            failures.add(failure);
            end(training);
        }
    }

    private void end(Swept training) {
        leave(training.id);
        open.remove(training.id);
    }

    Bound deadline() {
        return new Bound(limits.deadline(), Limit.words(limits.deadline(), null), null, 0);
    }

    private @Nullable Bound limitOf(Swept training) {
        TrainingStage stage = training.stage();
        Duration span = Limit.span(stage, limits);
        return span == null ? null : new Bound(span, Limit.words(span, stage), training, training.visits);
    }

    /** The next look ends what it concerns. */
    synchronized void overdue(Bound limit) {
        concerned(limit).forEach(training -> training.overdue = limit);
    }

    synchronized void expire(Bound limit, Instant now) {
        concerned(limit).forEach(training -> timeOut(training, limit, now));
    }

    private List<Swept> concerned(Bound limit) {
        return open.values().stream().filter(limit::concerns).toList();
    }

    private void timeOut(Swept training, Bound limit, Instant now) {
        failures.add(new PollingTimeoutException(
                training.id,
                training.said == null ? null : training.inWatch(training.said, now),
                "no terminal state within " + limit.reason(),
                training.listed ? listFailure : null));
        end(training);
    }

    /** {@return the first failure, with the others suppressed in it} */
    synchronized Mono<TaskStatus> outcome() {
        return failures.isEmpty() ? Mono.empty() : Mono.error(ManyTrainings.first(failures));
    }
}
