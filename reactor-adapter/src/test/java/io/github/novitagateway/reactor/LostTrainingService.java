package io.github.novitagateway.reactor;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import io.github.novitagateway.training.StyleTrainingRequest;
import java.time.Duration;
import java.util.List;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.BeforeEach;
import reactor.core.publisher.Mono;
import reactor.test.subscriber.TestSubscriber;

/** A service that loses the answer to a submit, and time that passes when told. */
abstract class LostTrainingService extends ServiceTest {

    static final String POST = "POST /v3/training/style";
    static final String LOOK = "GET /v3/training";

    final VirtualClock clock = new VirtualClock();
    final StyleTrainingRequest request = training().build();

    @BeforeEach
    void virtualTime() {
        restart(Duration.ofSeconds(30));
    }

    Mono<TaskId> submit() {
        return novita.trainings().submit(request);
    }

    static StyleTrainingRequest.Builder training() {
        return StyleTrainingRequest.builder("ink-hills", "v1-5-pruned-emaonly")
                .images(List.of(TrainingImage.of(AssetId.of("a1"), "ohwx, a hill")));
    }

    void restart(Duration outcomeSearch) {
        novita.close();
        novita = NovitaGateway.builder(config().retry(RetryPolicy.builder()
                                .maxRetries(0)
                                .outcomeSearch(outcomeSearch)
                                .build())
                        .build())
                .scheduler(clock)
                .codec(JsonCodec.strict())
                .build();
    }

    /** Waits for the timer and lets it fire. */
    void passes(Duration wait) {
        TrainingRunService.await(() -> clock.waitsFor(wait));
        clock.advance(wait);
    }

    static TestSubscriber<TaskId> start(Mono<TaskId> submit) {
        TestSubscriber<TaskId> caller = TestSubscriber.create();
        submit.subscribe(caller);
        return caller;
    }

    static MockResponse status(int code) {
        return new MockResponse.Builder().code(code).build();
    }

    static String list(String... rows) {
        return "{\"tasks\":[" + String.join(",", rows) + "],\"pagination\":{\"next_cursor\":\"\"}}";
    }

    static String row(String id, String name) {
        return row(id, name, 1);
    }

    static String row(String id, String name, long createdAt) {
        return "{\"task_id\":\"%s\",\"task_name\":\"%s\",\"task_type\":\"style\",\"created_at\":%d}"
                .formatted(id, name, createdAt);
    }
}
