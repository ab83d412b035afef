package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.reactor.TaskJournal.Ended;
import io.github.novitagateway.reactor.TaskJournal.Intended;
import io.github.novitagateway.reactor.TaskJournal.Observed;
import io.github.novitagateway.reactor.TaskJournal.PaidTask;
import io.github.novitagateway.reactor.TaskJournal.Started;
import io.github.novitagateway.runner.Course.Look;
import io.github.novitagateway.runner.Course.Span;
import io.github.novitagateway.runner.Course.Stage;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.task.TaskId.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CourseTest {
    private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");
    private static final TaskId TASK = TaskId.style("t-1");

    @Test
    void keepsLooksThatShowSomethingNew() {
        Course course = course(
                null,
                seen(3, "QUEUED", null),
                seen(5, "TRAINING", 0.0),
                seen(6, "TRAINING", 41.6),
                seen(7, "TRAINING", 42.4),
                seen(8, "TRAINING", 42.6));

        assertThat(course.looks())
                .containsExactly(
                        new Look(at(0), Stage.UPLOADING, null),
                        new Look(at(2), Stage.QUEUED, null),
                        new Look(at(5), Stage.TRAINING, 0L),
                        new Look(at(6), Stage.TRAINING, 42L),
                        new Look(at(8), Stage.TRAINING, 43L));
    }

    @Test
    void passesOverLooksThatTellNoStage() {
        Course course = course(new Ended(TASK, "FAILED", at(9)), seen(3, "UNKNOWN", null));

        assertThat(course.looks()).extracting(Look::stage).containsExactly(Stage.UPLOADING, Stage.QUEUED);
    }

    @Test
    void keepsProgressOfTheTrainingAlone() {
        assertThat(course(null, seen(4, "DEPLOYING", 100.0)).looks()).contains(new Look(at(4), Stage.DEPLOYING, null));
    }

    @Test
    void tellsHowLongEachStageTook() {
        Course course = course(
                new Ended(TASK, "READY", at(13)),
                seen(5, "TRAINING", 1.0),
                seen(9, "TRAINING", 90.0),
                seen(12, "DEPLOYING", null));

        assertThat(course.spans())
                .containsExactly(
                        new Span(Stage.UPLOADING, at(0), at(2)),
                        new Span(Stage.QUEUED, at(2), at(5)),
                        new Span(Stage.TRAINING, at(5), at(12)),
                        new Span(Stage.DEPLOYING, at(12), at(13)));
        assertThat(course.spans().get(2).length()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void isUploadingWhileNoTaskIsKnown() {
        PaidTask open = new PaidTask(intent(), null, List.of(), null);

        assertThat(Course.of(at(0), open).looks()).containsExactly(new Look(at(0), Stage.UPLOADING, null));
    }

    @Test
    void doesNotGoBackInTimeWhenAClockDoes() {
        Course course = Course.of(at(10), new PaidTask(intent(), new Started("k", TASK, at(3)), List.of(), null));

        assertThat(course.spans()).containsExactly(new Span(Stage.UPLOADING, at(10), at(10)));
    }

    private static Course course(@Nullable Ended end, Observed... seen) {
        return Course.of(at(0), new PaidTask(intent(), new Started("k", TASK, at(3)), List.of(seen), end));
    }

    private static Intended intent() {
        return new Intended("k", Kind.STYLE, "ink", false, null, at(2));
    }

    private static Observed seen(int second, String stage, @Nullable Double percent) {
        return new Observed(TASK, stage, percent, at(second));
    }

    private static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }
}
