package io.github.novitagateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.reactor.PollingPolicy;
import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxLedger.RecordedRequest;
import io.github.novitagateway.sandbox.SandboxOptions;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.BaseModels;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import io.github.novitagateway.training.StyleTrainingRequest;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TaskStatus.TrainingStage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Gateways of several nodes at a sandbox, whose trainings take some seconds. */
abstract class FleetTest extends RedisTest {

    static final Duration LONG = Duration.ofSeconds(30);
    static final Duration SWEEP = Duration.ofMillis(500);

    private final List<NovitaGateway> gateways = new ArrayList<>();
    private @Nullable Sandbox sandbox;

    @BeforeEach
    final void startSandbox() {
        sandbox = Sandbox.start(options().build());
    }

    SandboxOptions.Builder options() {
        return SandboxOptions.builder()
                .queueTime(Duration.ofSeconds(2))
                .trainingTime(Duration.ofSeconds(3))
                .deploymentTime(Duration.ofSeconds(2));
    }

    @AfterEach
    final void stop() {
        gateways.forEach(gateway -> gateway.closeLater().block(LONG));
        gateways.clear();
        sandbox().close();
    }

    final Sandbox sandbox() {
        return Objects.requireNonNull(sandbox);
    }

    final NovitaGateway gateway() {
        NovitaGateway gateway = gateway(sandbox().baseUrl()).build();
        gateways.add(gateway);
        return gateway;
    }

    static NovitaGateway.Builder gateway(URI sandbox) {
        return NovitaGateway.builder(NovitaConfig.builder(KEY).baseUrl(sandbox).build())
                .trainingPolling(PollingPolicy.fixed(Duration.ofMillis(300)));
    }

    final RedisWatches watches() {
        return kept(builder().sweepInterval(SWEEP).build()).watches(gateway());
    }

    /** Takes over from nobody in the time of a test. */
    final RedisFleet patient() {
        return builder()
                .sweepInterval(SWEEP)
                .takeOverAfter(Duration.ofMinutes(2))
                .build();
    }

    final List<TaskId> trainings(int count) {
        NovitaGateway novita = gateway();
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 0};
        return Objects.requireNonNull(novita.assets()
                .upload(ImageSource.bytes("stone.png", png))
                .flatMapMany(stored -> Flux.range(0, count)
                        .map(i -> StyleTrainingRequest.builder("fleet", BaseModels.V1_5_PRUNED_EMAONLY)
                                .build()
                                .withImages(List.of(TrainingImage.of(stored.id(), "a stone"))))
                        .concatMap(novita.trainings()::submit))
                .collectList()
                .block(LONG));
    }

    final long requests(String path) {
        return sandbox().ledger().requests().stream()
                .filter(request -> request.method().equals("GET"))
                .map(RecordedRequest::path)
                .filter(path::equals)
                .count();
    }

    /** One after the other, none twice, none backwards. */
    static void assertInOrder(List<TaskStatus> statuses) {
        List<TrainingStage> stages = statuses.stream().map(TaskStatus::stage).toList();
        assertThat(stages).isSorted();
        assertThat(stages.subList(0, stages.size() - 1)).doesNotContain(TrainingStage.READY);
        assertThat(stages.get(stages.size() - 1)).isEqualTo(TrainingStage.READY);
    }

    static void await(String what, BooleanSupplier seen) {
        Instant end = Instant.now().plus(LONG);
        while (!seen.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(end);
            Mono.delay(Duration.ofMillis(20)).block(LONG);
        }
    }
}
