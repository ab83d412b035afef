package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.runner.Course.Look;
import io.github.novitagateway.runner.Course.Span;
import io.github.novitagateway.runner.Course.Stage;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TrainedModel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CourseTest {
    private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

    @Test
    void keepsLooksThatShowSomethingNew() {
        Course course = Course.uploadingSince(at(0))
                .submitted(at(2))
                .seen(at(3), status("QUEUING", null))
                .seen(at(5), status("TRAINING", 0.0))
                .seen(at(6), status("TRAINING", 41.6))
                .seen(at(7), status("TRAINING", 42.4))
                .seen(at(8), status("TRAINING", 42.6));

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
        Course course = Course.UNSEEN
                .seen(at(0), status("TRAINING", 10.0))
                .seen(at(1), status("UNKNOWN", null))
                .seen(at(2), status("FAILED", null));

        assertThat(course.looks()).hasSize(1);
    }

    @Test
    void keepsProgressOfTheTrainingAlone() {
        Course course = Course.UNSEEN.seen(at(0), status("SUCCESS", 100.0));

        assertThat(course.looks()).containsExactly(new Look(at(0), Stage.DEPLOYING, null));
    }

    @Test
    void tellsHowLongEachStageTook() {
        Course course = Course.uploadingSince(at(0))
                .submitted(at(2))
                .seen(at(5), status("TRAINING", 1.0))
                .seen(at(9), status("TRAINING", 90.0))
                .seen(at(12), status("SUCCESS", null))
                .seen(at(13), ready());

        assertThat(course.spans())
                .containsExactly(
                        new Span(Stage.UPLOADING, at(0), at(2)),
                        new Span(Stage.QUEUED, at(2), at(5)),
                        new Span(Stage.TRAINING, at(5), at(12)),
                        new Span(Stage.DEPLOYING, at(12), at(13)));
        assertThat(course.spans().get(2).length()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void doesNotGoBackInTimeWhenAClockDoes() {
        Course course = Course.uploadingSince(at(10)).submitted(at(4));

        assertThat(course.spans()).containsExactly(new Span(Stage.UPLOADING, at(10), at(10)));
    }

    private static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }

    private static TaskStatus status(String word, @Nullable Double percent) {
        return new TaskStatus(TaskId.style("t-1"), word, null, List.of(), percent, null);
    }

    private static TaskStatus ready() {
        return new TaskStatus(
                TaskId.style("t-1"), "SUCCESS", null, List.of(new TrainedModel("m", "SERVING")), null, null);
    }
}
