package io.github.novitagateway.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.error.NovitaException.NotSentException;
import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final long MEGA = 1 << 20;

    private static final double SHARE = 0.02;

    private final Tally tally = busy();

    @Test
    void isContentWithWhatStaysFlat() {
        assertThat(complaints(tick -> new Sample(Duration.ofSeconds(tick), 50 * MEGA + tick % 3 * MEGA, 8 * MEGA, 30)))
                .isEmpty();
    }

    @Test
    void complainsOfAHeapThatGrows() {
        assertThat(complaints(tick -> new Sample(Duration.ofSeconds(tick), 50 * MEGA + tick * MEGA, 8 * MEGA, 30)))
                .containsExactly("heap in MB grew from 50.0 to 70.0");
    }

    @Test
    void complainsOfDirectMemoryThatGrows() {
        assertThat(complaints(tick -> new Sample(Duration.ofSeconds(tick), 50 * MEGA, tick * MEGA, 30)))
                .containsExactly("direct memory in MB grew from 0.0 to 20.0");
    }

    @Test
    void complainsOfThreadsThatGrow() {
        assertThat(complaints(tick -> new Sample(Duration.ofSeconds(tick), 50 * MEGA, 8 * MEGA, 30 + 2 * tick)))
                .containsExactly("threads grew from 30.0 to 70.0");
    }

    @Test
    void complainsOfEveryErrorThatNobodyNamed() {
        tally.defect("dropped", new IllegalStateException("a defect"));

        assertThat(complaints(VerdictTest::flat))
                .singleElement()
                .asString()
                .startsWith("dropped java.lang.IllegalStateException: a defect at io.github.novitagateway.soak");
    }

    @Test
    void complainsOfWatchesThatAreLeftBehind() {
        tally.watching(3);

        assertThat(complaints(VerdictTest::flat)).containsExactly("3 watches were left behind");
    }

    @Test
    void complainsOfARunInWhichNothingWasDone() {
        assertThat(new Verdict(samples(VerdictTest::flat), new Tally(), 0, SHARE).complaints())
                .singleElement()
                .asString()
                .startsWith("nothing was done");
    }

    @Test
    void complainsOfAnUnknownOutcome() {
        IntStream.range(0, 20).forEach(upload -> tally.uploaded());
        tally.failed(new SubmitOutcomeUnknownException("soak-1", Instant.EPOCH, List.of(), new IOException("reset")));

        assertThat(complaints(VerdictTest::flat))
                .containsExactly("submits with an unknown outcome, though the list tells it: 1");
    }

    @Test
    void complainsOfATrainingThatNoSubmitTold() {
        assertThat(complaints(VerdictTest::flat, 2))
                .containsExactly("trainings paid: 2, told by submits: 1, cut off: 0");
        assertThat(complaints(VerdictTest::flat, 0))
                .containsExactly("trainings paid: 0, told by submits: 1, cut off: 0");
    }

    @Test
    void aSubmitThatTheEndHasCutOffMayBePaid() {
        tally.ordering(1);

        assertThat(complaints(VerdictTest::flat, 1)).isEmpty();
        assertThat(complaints(VerdictTest::flat, 2)).isEmpty();
        assertThat(complaints(VerdictTest::flat, 3)).hasSize(1);
    }

    @Test
    void complainsOfMuchThatFailed() {
        tally.failed(new NotSentException("too many requests wait", true, null));

        assertThat(complaints(VerdictTest::flat))
                .singleElement()
                .asString()
                .startsWith("too much has failed")
                .contains("NotSentException=1");
    }

    @Test
    void complainsOfARunThatIsTooShortToTell() {
        assertThat(new Verdict(List.of(flat(1)), tally, 1, SHARE).complaints()).hasSize(3);
    }

    private List<String> complaints(IntFunction<Sample> figures) {
        return complaints(figures, 1);
    }

    private List<String> complaints(IntFunction<Sample> figures, long paid) {
        return new Verdict(samples(figures), tally, paid, SHARE).complaints();
    }

    private static List<Sample> samples(IntFunction<Sample> figures) {
        return IntStream.range(0, 30).mapToObj(figures).toList();
    }

    private static Sample flat(int tick) {
        return new Sample(Duration.ofSeconds(tick), 50 * MEGA, 8 * MEGA, 30);
    }

    private static Tally busy() {
        Tally tally = new Tally();
        tally.uploaded();
        tally.ordered();
        tally.seen(new TaskStatus(TaskId.style("done"), "FAILED", null, List.of(), null, null));
        return tally;
    }
}
