package io.github.novitagateway.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxExtension;
import io.github.novitagateway.webflux.event.EventLog;
import io.github.novitagateway.webflux.event.StudioEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Streams over a socket: joined, left, resumed, slow. */
class EventStreamTest extends StudioTest {

    @RegisterExtension
    static final SandboxExtension NOVITA =
            SandboxExtension.with(Services.patient().build());

    private static final String REQUEST =
            "GET /api/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n";

    EventStreamTest() {
        super("--studio.heartbeat=100ms", "--studio.service-look=1h");
    }

    @Test
    void aSecondTabSeesTheSameAndTheServiceIsAskedOnce(Sandbox sandbox) {
        String id = studio.begin("ink", "harbour-dusk.png");
        Mono<List<Told>> tab = studio.events("/api/trainings/" + id + "/events")
                .takeUntil(event -> event.stage().equals("training"))
                .collectList();
        studio.until(id, "queued");
        long before = statusRequests(sandbox);
        long started = System.nanoTime();
        List<List<Told>> tabs =
                Objects.requireNonNull(Flux.merge(tab, tab, tab).collectList().block(RunningStudio.PATIENCE));
        double seconds = (System.nanoTime() - started) / 1e9;

        assertThat(tabs.stream().map(EventStreamTest::stages).distinct()).hasSize(1);
        // at 150 ms with 20 % jitter a single poller asks at most 8.4 times a second
        assertThat((double) (statusRequests(sandbox) - before)).isLessThanOrEqualTo(seconds * 8.4 + 2);
    }

    @Test
    void aReloadStartsWithWhatHasHappened() {
        String id = studio.begin("ink", "harbour-dusk.png");
        studio.until(id, "training");

        List<Told> reloaded = studio.until(id, "training");
        assertThat(reloaded).extracting(Told::kind).contains("training", "upload", "status");
        assertThat(stages(reloaded)).startsWith("uploading", "queued");
    }

    @Test
    void whoNamesTheLastEventGetsTheNextOnes() {
        String id = studio.begin("ink", "harbour-dusk.png");
        List<Told> first = studio.until(id, "queued");
        String lastId = first.get(first.size() - 1).id();

        Told next = Objects.requireNonNull(studio.events(RunningStudio.streamOf(id), lastId)
                .filter(told -> !told.id().isEmpty())
                .blockFirst(RunningStudio.PATIENCE));
        assertThat(number(next.id())).isGreaterThan(number(lastId));
        assertThat(next.kind()).isEqualTo("status");
    }

    @Test
    void anIdleStreamShowsThatItLives() {
        assertThat(studio.events("/api/events")
                        .filter(event -> "still here".equals(event.comment()))
                        .take(2)
                        .collectList()
                        .block(RunningStudio.PATIENCE))
                .hasSize(2);
    }

    @Test
    void aClosedTabEndsItsStreamAndTheTrainingGoesOn() {
        String id = studio.begin("ink", "harbour-dusk.png");
        studio.until(id, "training");
        RunningStudio.await(() -> openStreams() == 0);

        assertThat(studio.until(id, "ready")).isNotEmpty();
    }

    @Test
    void openStreamsDoNotKeepTheApplicationFromEnding() {
        Mono<List<Told>> tab = studio.events("/api/events").collectList().cache();
        tab.subscribe();
        RunningStudio.await(() -> openStreams() == 1);
        long started = System.nanoTime();
        studio.close();

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
        assertThat(tab.block(RunningStudio.PATIENCE)).isNotEmpty();
    }

    /** It takes nothing while far more happens than the buffers of both ends can hold. */
    @Test
    void aSlowBrowserSkipsAndEndsWithTheNewest() throws IOException {
        EventLog log = studio.bean(EventLog.class);
        int most = 60_000;
        try (Socket browser =
                new Socket(InetAddress.getLoopbackAddress(), studio.url().getPort())) {
            browser.setSoTimeout((int) RunningStudio.PATIENCE.toMillis());
            browser.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
            BufferedReader stream =
                    new BufferedReader(new InputStreamReader(browser.getInputStream(), StandardCharsets.UTF_8));
            await(stream, "retry:");
            IntStream.rangeClosed(1, most).forEach(value -> log.add(new Noise(value, "x".repeat(1000))));

            assertThat(await(stream, "\"value\":" + most + ",")).isLessThan(most / 2);
        }
    }

    /** How many events came until then. */
    private static int await(BufferedReader stream, String text) throws IOException {
        int events = 0;
        String line = stream.readLine();
        while (line != null && !line.contains(text)) {
            events += line.startsWith("event:") ? 1 : 0;
            line = stream.readLine();
        }
        return events;
    }

    record Noise(int value, String text) implements StudioEvent {
        @Override
        public String training() {
            return EVERYBODY;
        }

        @Override
        public String kind() {
            return "noise";
        }

        @Override
        public String topic() {
            return "noise";
        }
    }

    private double openStreams() {
        return studio.json("/actuator/metrics/studio.streams")
                .get("measurements")
                .get(0)
                .get("value")
                .asDouble();
    }

    private static long statusRequests(Sandbox sandbox) {
        return sandbox.ledger().requests().stream()
                .filter(request ->
                        request.method().equals("GET") && request.path().equals("/v3/training/style"))
                .count();
    }

    private static List<String> stages(List<Told> events) {
        return events.stream()
                .map(Told::stage)
                .filter(stage -> !stage.isEmpty())
                .distinct()
                .toList();
    }

    private static long number(String id) {
        return Long.parseLong(id.substring(id.indexOf('-') + 1));
    }
}
