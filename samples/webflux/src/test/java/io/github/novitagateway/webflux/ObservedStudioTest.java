package io.github.novitagateway.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxExtension;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Metrics and traces of a running application; both are left in {@code target/listings}. */
class ObservedStudioTest {

    private static final Path LISTINGS = Path.of("target", "listings");

    @RegisterExtension
    static final SandboxExtension NOVITA =
            SandboxExtension.with(Services.quick().build());

    @TempDir
    Path folder = Path.of("");

    @Test
    void trainingsAndDrawingsAreTimedAndTraced(Sandbox sandbox) throws IOException {
        try (RunningStudio studio = RunningStudio.start(sandbox, folder)) {
            Ended ended = new Ended();
            studio.bean(ObservationRegistry.class).observationConfig().observationHandler(ended);
            String id = studio.begin("ink", "harbour-dusk.png", "stone-bridge.jpg");
            studio.until(id, "ready");
            studio.draw(id, "a lighthouse");
            studio.await(RunningStudio.streamOf(id), told -> told.isEndOfDrawing(1));
            RunningStudio.await(() -> ended.lines.stream().anyMatch(line -> line.startsWith("novita.generation")));

            assertThat(ended.lines)
                    .anyMatch(line -> line.startsWith("novita.training ") && line.contains("stage=ready"))
                    .anyMatch(line -> line.startsWith("novita.upload < novita.training"))
                    .anyMatch(line -> line.startsWith("novita.training.stage") && line.contains("stage=deploying"));
            write("traces.txt", ended.lines.stream().sorted().toList());
            List<String> meters = studio.json("/actuator/metrics")
                    .get("names")
                    .valueStream()
                    .map(name -> name.asString())
                    .toList();
            assertThat(meters)
                    .contains("novita.training", "novita.upload", "novita.generation", "novita.client.requests")
                    .contains("studio.streams", "reactor.netty.connection.provider.active.connections");
            write(
                    "metrics.txt",
                    meters.stream()
                            .map(name -> name + " " + values(studio, name))
                            .toList());
        }
    }

    private static String values(RunningStudio studio, String meter) {
        return studio.json("/actuator/metrics/" + meter)
                .get("measurements")
                .valueStream()
                .map(value -> value.get("statistic").asString() + "="
                        + value.get("value").asString())
                .toList()
                .toString();
    }

    private static void write(String name, List<String> lines) throws IOException {
        Files.createDirectories(LISTINGS);
        Files.write(LISTINGS.resolve(name), lines);
    }

    /** Keeps what ended: its name, those around it, and the keys of few values. */
    private static final class Ended implements ObservationHandler<Observation.Context> {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        public void onStop(Observation.Context context) {
            StringBuilder line = new StringBuilder(String.valueOf(context.getName()));
            for (ObservationView around = context.getParentObservation(); around != null; ) {
                line.append(" < ").append(around.getContextView().getName());
                around = around.getContextView().getParentObservation();
            }
            context.getLowCardinalityKeyValues()
                    .forEach(key ->
                            line.append(' ').append(key.getKey()).append('=').append(key.getValue()));
            lines.add(line.toString());
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }
}
