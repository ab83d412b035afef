package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.runner.Course.Look;
import io.github.novitagateway.runner.Course.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimeLineTest {
    private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");
    private static final Look UPLOADING = look(0, Stage.UPLOADING, null);
    private static final Look QUEUED = look(10, Stage.QUEUED, null);
    private static final Look READY = look(100, Stage.READY, null);

    @Test
    void drawsStagesAsWideAsTheyWereLong() {
        assertThat(chart(UPLOADING, QUEUED, look(50, Stage.TRAINING, 0L), READY))
                .contains("\"band uploading\" x=\"0.0\" width=\"100.0\"")
                .contains("\"band queued\" x=\"100.0\" width=\"400.0\"")
                .contains("\"band training\" x=\"500.0\" width=\"500.0\"");
    }

    @Test
    void drawsProgressFromTheFirstLookAtTheTrainingToItsEnd() {
        Look[] looks = {
            UPLOADING,
            look(20, Stage.TRAINING, 0L),
            look(50, Stage.TRAINING, 70L),
            look(80, Stage.DEPLOYING, null),
            READY
        };

        assertThat(chart(looks)).contains("class=\"line\" d=\"M200.0 100L500.0 30L800.0 0\"");
    }

    @Test
    void drawsNoCurveWhenNoProgressWasTold() {
        assertThat(chart(UPLOADING, look(20, Stage.TRAINING, null), READY))
                .contains("band training")
                .doesNotContain("class=\"line\"");
    }

    @Test
    void drawsStagesThatTookNoTimeAtAll() {
        assertThat(chart(UPLOADING, look(0, Stage.QUEUED, null))).contains("x=\"0.0\" width=\"0.0\"");
    }

    @Test
    void tellsWhenEachStageBeganAndHowLongItTook() {
        String table = written(
                line(UPLOADING, QUEUED, look(75, Stage.TRAINING, 0L), READY).table());

        assertThat(table.replaceAll("<[^>]+>", " ").replaceAll("\\s+", " ").strip())
                .isEqualTo("Stage Since Took uploading 11:00:00 10 s queued 11:00:10 1 min 5 s"
                        + " training 11:01:15 25 s ready 11:01:40");
        assertThat(table).contains("<time datetime=\"2026-11-01T10:01:15Z\">");
    }

    @Test
    void namesTheDaysOfACourseOverMidnight() {
        Look nextDay = look((int) Duration.ofHours(20).toSeconds(), Stage.READY, null);

        assertThat(written(line(QUEUED, nextDay).table())).contains("1 Nov 11:00:10", "2 Nov 07:00:00");
    }

    private static Look look(int second, Stage stage, @Nullable Long percent) {
        return new Look(START.plusSeconds(second), stage, percent);
    }

    private static TimeLine line(Look... looks) {
        WallClock clock = WallClock.between(looks[0].at(), looks[looks.length - 1].at(), ZoneId.of("Europe/Berlin"));
        return new TimeLine(new Course(List.copyOf(Arrays.asList(looks))), clock);
    }

    private static String chart(Look... looks) {
        return written(line(looks).chart());
    }

    private static String written(Html html) {
        StringBuilder page = new StringBuilder();
        html.appendTo(page);
        return page.toString();
    }
}
