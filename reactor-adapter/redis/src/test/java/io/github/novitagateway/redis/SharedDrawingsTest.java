package io.github.novitagateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.image.GenerationStatus;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.image.Webhook.TaskEvent;
import io.github.novitagateway.sandbox.SandboxOptions;
import io.github.novitagateway.task.TaskId;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Drawings that several nodes watch, and one asks for; events of webhooks reach all. */
class SharedDrawingsTest extends FleetTest {

    private static final String RESULT = "/v3/async/task-result";

    @Override
    SandboxOptions.Builder options() {
        return super.options().drawingTime(Duration.ofSeconds(8));
    }

    @Test
    void oneNodeAsksAndAllGetThePictures() {
        TaskId id = drawing();
        List<CompletableFuture<GenerationStatus>> all = IntStream.range(0, 5)
                .mapToObj(node -> watches().watchDrawing(id).last().toFuture())
                .toList();

        all.forEach(last ->
                assertThat(last.orTimeout(30, TimeUnit.SECONDS).join().images()).isNotEmpty());
        assertThat(requests(RESULT)).as("one polls, each asks for the end").isLessThan(5 + 8);
        List<String> said = redis(commands -> commands.keys("*said*"));
        assertThat(said).hasSize(1).allSatisfy(key -> {
            String words = redis(commands -> commands.eval(
                            "return redis.call('XRANGE', KEYS[1], '-', '+')", ScriptOutputType.MULTI, key)
                    .toString());
            assertThat(words).contains("TASK_STATUS_SUCCEED").doesNotContain("http");
        });
    }

    @Test
    void eventThatAnyNodeGotWakesWhoeverAsks() {
        TaskId id = drawing();
        CompletableFuture<GenerationStatus> last =
                watches().watchDrawing(id).last().toFuture();
        RedisWatches gotIt = watches();
        await("a look that is not the first", () -> requests(RESULT) > 1);
        long looks = requests(RESULT);
        Instant told = Instant.now();

        gotIt.publish(event(id)).block(LONG);
        await("the look that the event brings", () -> requests(RESULT) > looks);
        assertThat(Duration.between(told, Instant.now())).isLessThan(Duration.ofSeconds(2));
        last.cancel(true);
    }

    @Test
    void whenTheAskingNodeIsClosedAnotherGoesOnWithoutWaiting() {
        TaskId id = drawing();
        RedisFleet first = patient();
        CompletableFuture<GenerationStatus> ofFirst =
                first.watches(gateway()).watchDrawing(id).last().toFuture();
        await("the first asks", () -> requests(RESULT) > 1);
        CompletableFuture<GenerationStatus> ofSecond =
                kept(patient()).watches(gateway()).watchDrawing(id).last().toFuture();
        first.closeLater().block(LONG);

        assertThat(ofSecond.orTimeout(25, TimeUnit.SECONDS).join().images()).isNotEmpty();
        assertThat(ofFirst).isCompletedExceptionally();
    }

    @Test
    void everyNodeHearsAnEvent() {
        TaskId id = TaskId.image("t-1");
        List<CompletableFuture<TaskEvent>> heard = IntStream.range(0, 3)
                .mapToObj(node -> watches().events().next().toFuture())
                .toList();
        RedisWatches sender = watches();
        await("all have heard", () -> {
            sender.publish(event(id)).block(LONG);
            return heard.stream().allMatch(CompletableFuture::isDone);
        });
        heard.forEach(event -> assertThat(
                        Objects.requireNonNull(event.join().status()).taskId())
                .isEqualTo(id));
        await(
                "lines are hung up",
                () -> redis(commands -> commands.pubsubChannels()).isEmpty());
    }

    private TaskId drawing() {
        return Objects.requireNonNull(gateway()
                .images()
                .submit(TextToImageRequest.builder("realisticVisionV51_v51VAE_94301.safetensors", "a lighthouse")
                        .build())
                .block(LONG));
    }

    static TaskEvent event(TaskId id) {
        return new TaskEvent(
                TaskEvent.ASYNC_TASK_RESULT,
                new GenerationStatus(id, "TASK_STATUS_SUCCEED", "", null, null, List.of(), null, null));
    }
}
