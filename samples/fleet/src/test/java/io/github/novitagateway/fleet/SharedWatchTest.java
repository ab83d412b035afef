package io.github.novitagateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How often the service is asked about trainings when many workers wait for them. */
@Timeout(60)
class SharedWatchTest extends WorkingTest {
    private static final int JOBS = 24;
    private static final int EACH = 8;

    @Test
    void oneWorkerAsksForAll() throws Exception {
        for (int i = 0; i < JOBS; i++) {
            now(node("").add(TestJobs.job(folder, "job-" + i)));
        }
        List<CompletableFuture<Void>> running = Stream.of("one", "two", "three")
                .map(name -> worker(name, EACH, false, stop.asMono())
                        .run(stop.asMono())
                        .toFuture())
                .toList();
        Set<String> ended = new HashSet<>();
        List<JobView> seen = seen(node(""), job -> job.state().isEnd() && ended.add(job.id()) && ended.size() == JOBS);
        running.forEach(worker -> worker.cancel(true));
        assertThat(seen).filteredOn(job -> job.state().isEnd()).allMatch(job -> job.state() == JobState.DONE);
        assertThat(asked("/v3/training/style")).as("single trainings asked for").isLessThan(5 * JOBS);
        assertThat(asked("/v3/training")).as("walks of the list").isPositive();
    }
}
