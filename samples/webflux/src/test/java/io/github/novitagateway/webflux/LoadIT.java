package io.github.novitagateway.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many browsers on a few trainings. The application is a process of its own with two processors; what it needs is told
 * by its own meters. A short run belongs to every build; {@code docs/webflux.md} has the long one.
 */
class LoadIT {

    private static final int CLIENTS = Integer.getInteger("load.clients", 100);
    private static final int TRAININGS = Integer.getInteger("load.trainings", 4);
    private static final int SECONDS = Integer.getInteger("load.seconds", 3);
    private static final Path REPORT = Path.of("target", "listings", "load.txt");

    @TempDir
    Path folder = Path.of("");

    @Test
    void everyClientIsToldOfEverything() throws IOException {
        SandboxOptions service = SandboxOptions.builder()
                .queueTime(Duration.ofSeconds(Math.min(SECONDS, 5)))
                .trainingTime(Duration.ofSeconds(SECONDS))
                .deploymentTime(Duration.ofSeconds(3))
                .build();
        try (Sandbox sandbox = Sandbox.start(service);
                StudioProcess studio = StudioProcess.start(sandbox, folder)) {
            List<String> ids = IntStream.range(0, TRAININGS)
                    .mapToObj(number -> studio.begin("load " + number))
                    .toList();
            LoadClients clients = new LoadClients(studio.url(), ids, CLIENTS);
            AtomicInteger mostStreams = new AtomicInteger();
            double before = studio.meter("process.cpu.time");
            long started = System.nanoTime();
            clients.start();
            RunningStudio.await(
                    () -> {
                        mostStreams.accumulateAndGet((int) studio.meter("studio.streams"), Math::max);
                        return clients.haveAllSeenTheEnd();
                    },
                    Duration.ofSeconds(SECONDS + 60L));
            double seconds = (System.nanoTime() - started) / 1e9;
            double processor = (studio.meter("process.cpu.time") - before) / 1e9;

            report(clients, mostStreams.get(), seconds, processor, studio.meter("jvm.memory.used?tag=area:heap"));
            assertThat(mostStreams.get()).isEqualTo(CLIENTS);
            assertThat(clients.stagesOfEach()).allMatch(stages -> stages.equals(LoadClients.WHOLE_COURSE));
            assertThat(clients.failures()).isEmpty();
            clients.stop();
            RunningStudio.await(() -> studio.meter("studio.streams") == 0);
        }
    }

    private static void report(LoadClients clients, int streams, double seconds, double processor, double heap)
            throws IOException {
        String line = "| %d | %d | %.0f s | %d | %.0f | %.0f ms | %.0f ms | %.0f ms | %.2f s | %.1f %% | %.0f MB |%n"
                .formatted(
                        streams,
                        TRAININGS,
                        seconds,
                        clients.events(),
                        clients.events() / seconds,
                        clients.delay(0.5),
                        clients.delay(0.99),
                        clients.delay(1),
                        processor,
                        processor / seconds / 2 * 100,
                        heap / (1 << 20));
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, line);
        System.out.print(line);
    }
}
