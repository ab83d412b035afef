package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.error.DownloadException;
import io.github.novitagateway.sandbox.Fault;
import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxEndpoint;
import io.github.novitagateway.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Exceptions;

@Timeout(60)
class TrainingSessionTest {
    private static final long TRAINING = 5_000;
    private static final long IMAGE = 20;

    private final Sandbox sandbox = Sandbox.start(SandboxOptions.builder()
            .speed(2000)
            .trainingPrice(TRAINING)
            .imagePrice(IMAGE)
            .balance(TRAINING + IMAGE)
            .build());

    @TempDir
    private Path out = Path.of("");

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void savesADrawingThatIsPaidWhenTheMoneyIsSpent() throws IOException {
        sandbox.faults().on(SandboxEndpoint.IMAGE_GET, Fault.storageError(403, "AccessDenied", "not now"));
        Throwable first = catchThrowable(this::run);
        assertThat(Exceptions.unwrap(first)).isInstanceOf(DownloadException.class);
        assertThat(saved()).isEmpty();
        sandbox.faults().clear();

        run();

        assertThat(saved()).hasSize(1);
        assertThat(sandbox.ledger().paidTasks()).hasSize(2);
    }

    private void run() {
        NovitaConfig config = NovitaConfig.builder(ApiKey.of("any"))
                .baseUrl(sandbox.baseUrl())
                .build();
        try (Service service = new Service(config, null, Duration.ofMillis(50))) {
            WayBack wayBack = new WayBack(List.of(), List.of());
            TrainingSession.run(service, Plans.of(out, "a hill"), new OutputOptions(), true, wayBack);
        }
    }

    private List<Path> saved() throws IOException {
        try (Stream<Path> files = Files.list(out)) {
            return files.filter(file -> file.toString().endsWith(".png")).toList();
        }
    }
}
