package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.error.DownloadException;
import io.github.novitagateway.image.Model.ModelFilter;
import io.github.novitagateway.sandbox.Fault;
import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxEndpoint;
import io.github.novitagateway.sandbox.SandboxOptions;
import io.github.novitagateway.training.BaseModels;
import io.github.novitagateway.training.StyleTrainingRequest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Exceptions;

@Timeout(60)
class ListedModelsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Fault REFUSED = Fault.storageError(403, "AccessDenied", "no");

    private final Sandbox sandbox =
            Sandbox.start(SandboxOptions.builder().speed(2000).build());
    private final Service service = new Service(
            NovitaConfig.builder(ApiKey.of("any")).baseUrl(sandbox.baseUrl()).build(), null, Duration.ofMillis(50));

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void trainTwo() {
        for (String name : List.of("ink", "oil")) {
            service.gateway()
                    .trainings()
                    .run(
                            StyleTrainingRequest.builder(name, BaseModels.V1_5_PRUNED_EMAONLY)
                                    .build(),
                            Plans.of(folder).images())
                    .blockLast(PATIENCE);
        }
    }

    @AfterEach
    void close() {
        service.close();
        sandbox.close();
    }

    /** What was told, and what it ended in. */
    private record Told(List<String> lines, @Nullable Throwable failure) {
        List<String> beginning(String words) {
            return lines.stream().filter(line -> line.startsWith(words)).toList();
        }
    }

    @Test
    void aFileThatIsThereAlreadyCountsAsSaved() {
        Told first = told(1);
        Told all = told(20);

        assertThat(first.beginning("Saved ")).hasSize(1);
        assertThat(all.failure()).isNull();
        assertThat(all.beginning("Already there: "))
                .containsExactly(first.beginning("Saved ").get(0).replace("Saved ", "Already there: "));
        assertThat(all.beginning("Saved ")).hasSize(1);
    }

    @Test
    void oneThatCannotBeSavedDoesNotKeepTheOthersBack() {
        sandbox.faults().on(SandboxEndpoint.MODEL_FILE, REFUSED.next(1));

        Told all = told(20);

        assertThat(all.failure()).isInstanceOf(DownloadException.class);
        assertThat(all.beginning("A file could not be saved: model ")).hasSize(1);
        assertThat(all.beginning("Saved ")).hasSize(1);
        assertThat(told(20).failure()).isNull();
    }

    private Told told(int limit) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Report report = new PlainReport(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        Throwable failure =
                catchThrowable(() -> new ListedModels(service.gateway(), ModelFilter.ownTrainedLoras(), limit, folder)
                        .happenings()
                        .doOnNext(happening -> happening.tellTo(report))
                        .blockLast(PATIENCE));
        return new Told(
                bytes.toString(StandardCharsets.UTF_8).lines().toList(),
                failure == null ? null : Exceptions.unwrap(failure));
    }
}
