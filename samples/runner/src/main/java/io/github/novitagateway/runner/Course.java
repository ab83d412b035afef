package io.github.novitagateway.runner;

import io.github.novitagateway.reactor.TaskJournal.Ended;
import io.github.novitagateway.reactor.TaskJournal.Observed;
import io.github.novitagateway.reactor.TaskJournal.PaidTask;
import io.github.novitagateway.training.TaskStatus.TrainingStage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The course of a training as the program saw it, over all its starts.
 *
 * @param looks those that showed something new, in the order of their times
 */
record Course(List<Look> looks) {
    static final Course UNSEEN = new Course(List.of());

    /** Where a training stands on its way into service. */
    enum Stage {
        UPLOADING,
        QUEUED,
        TRAINING,
        DEPLOYING,
        READY;

        /** The stage of a training at the service; null for one that is not on the way. */
        private static @Nullable Stage of(TrainingStage stage) {
            return switch (stage) {
                case QUEUED -> QUEUED;
                case TRAINING -> TRAINING;
                case DEPLOYING -> DEPLOYING;
                case READY -> READY;
                case FAILED, CANCELED, UNKNOWN -> null;
            };
        }
    }

    /**
     * What was seen at one moment.
     *
     * @param at the moment
     * @param stage where the training stood
     * @param percent how much of it was done, in whole percent; null when that was not told
     */
    record Look(Instant at, Stage stage, @Nullable Long percent) {
        Look {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(stage, "stage");
        }

        private boolean showsTheSameAs(Look other) {
            return stage == other.stage && Objects.equals(percent, other.percent);
        }
    }

    /**
     * The time from the first look at a stage to the first at the next one.
     *
     * @param stage what went on
     * @param from its beginning
     * @param to its end
     */
    record Span(Stage stage, Instant from, Instant to) {
        Duration length() {
            return Duration.between(from, to);
        }
    }

    Course {
        looks = List.copyOf(looks);
    }

    /** What the journal tells of a training whose pictures were sent from then on. */
    static Course of(Instant uploadingSince, PaidTask training) {
        Course course = UNSEEN.with(new Look(uploadingSince, Stage.UPLOADING, null));
        if (training.start() != null) {
            course = course.with(new Look(training.intent().at(), Stage.QUEUED, null));
        }
        for (Observed seen : training.observations()) {
            course = course.seen(seen.at(), seen.stage(), seen.progressPercent());
        }
        Ended end = training.end();
        return end == null ? course : course.seen(end.at(), end.stage(), null);
    }

    private Course seen(Instant at, String word, @Nullable Double percent) {
        Stage stage = Stage.of(TrainingStage.valueOf(word));
        if (stage == null) {
            return this;
        }
        return with(
                new Look(at, stage, stage == Stage.TRAINING && percent != null ? (Long) Math.round(percent) : null));
    }

    /** The stages in their order; the last look begins none. */
    List<Span> spans() {
        List<Span> spans = new ArrayList<>();
        Look first = null;
        for (Look look : looks) {
            if (first != null && first.stage() != look.stage()) {
                spans.add(new Span(first.stage(), first.at(), look.at()));
            }
            first = first != null && first.stage() == look.stage() ? first : look;
        }
        return spans;
    }

    /** The clocks of service and program may differ, and either may be set back: time does not. */
    private Course with(Look look) {
        if (looks.isEmpty()) {
            return new Course(List.of(look));
        }
        Look last = looks.get(looks.size() - 1);
        if (look.showsTheSameAs(last)) {
            return this;
        }
        List<Look> more = new ArrayList<>(looks);
        more.add(look.at().isBefore(last.at()) ? new Look(last.at(), look.stage(), look.percent()) : look);
        return new Course(more);
    }
}
