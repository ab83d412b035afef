package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.asset.UploadedImage;
import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.config.RetryPolicy.Backoff;
import io.github.novitagateway.reactor.TcpProxy.Line;
import io.github.novitagateway.reactor.TcpProxy.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

/**
 * Two hundred pictures over a line and against a service of which each spoils every twentieth request: all are stored
 * as they lie on disk. Each request has a connection of its own, so that the line spoils requests too.
 */
class UploadStormTest extends StorageTest {

    private static final int PICTURES = 200;
    private static final double SPOILED = 0.05;

    private final TcpProxy proxy = new TcpProxy(() -> server.url("/").uri());
    private final Random chance = new Random(20260101);
    private final AtomicInteger spoiled = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final Map<AssetId, byte[]> stored = new ConcurrentHashMap<>();
    private final AtomicInteger slots = new AtomicInteger();

    @TempDir
    Path directory = Path.of("");

    UploadStormTest() throws IOException {}

    @BeforeEach
    void spoil() {
        proxy.usually(() -> {
            requests.incrementAndGet();
            return isSpoiled() ? badLine() : Line.CLEAR;
        });
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                MockResponse answer = request.getTarget().equals(SLOTS) ? slotOrNot() : storedOrNot(request);
                return answer.newBuilder().setHeader("Connection", "close").build();
            }
        });
        novita.close();
        novita = gateway(config().baseUrl(proxy.uri())
                .retry(RetryPolicy.builder()
                        .maxRetries(10)
                        .backoff(Backoff.of(Duration.ofMillis(1), 2, Duration.ofMillis(5)))
                        .build())
                .build());
    }

    @AfterEach
    void hangUp() throws IOException {
        proxy.close();
    }

    @Test
    void allPicturesAreStoredByteForByte() throws IOException {
        List<ImageSource> sources = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            sources.add(ImageSource.file(Files.write(directory.resolve(i + ".png"), Pictures.png(1000 + 97 * i))));
        }

        List<UploadedImage> uploaded = values(novita.assets().uploadAll(Flux.fromIterable(sources)));

        assertThat(uploaded)
                .extracting(UploadedImage::index)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, PICTURES).boxed().toList());
        for (UploadedImage image : uploaded) {
            assertThat(stored.get(image.id())).isEqualTo(Files.readAllBytes(directory.resolve(image.index() + ".png")));
        }
        assertThat((double) spoiled.get() / requests.get())
                .as("of all requests")
                .isBetween(0.05, 0.2);
    }

    private synchronized boolean isSpoiled() {
        boolean bad = chance.nextDouble() < SPOILED;
        if (bad) {
            spoiled.incrementAndGet();
        }
        return bad;
    }

    private synchronized Line badLine() {
        return switch (chance.nextInt(4)) {
            case 0 -> Line.up(Way.resetAfter(0));
            case 1 -> Line.up(Way.resetAfter(300 + chance.nextInt(1000)));
            case 2 -> Line.down(Way.resetAfter(0));
            default -> Line.down(Way.closedAfter(20));
        };
    }

    private MockResponse slotOrNot() {
        if (isSpoiled()) {
            return oneOf(
                    "error.500.create-task-failed.response.json",
                    "error.429.response.json",
                    "error.503.service-not-available.response.json",
                    "error.502.empty-body.http.json");
        }
        int number = slots.incrementAndGet();
        return new MockResponse.Builder()
                .body("{\"assets_id\": %d, \"upload_url\": \"%sput/%d?X-Amz-Expires=120\", \"method\": \"PUT\"}"
                        .formatted(number, proxy.uri(), number))
                .build();
    }

    private MockResponse storedOrNot(RecordedRequest request) {
        if (isSpoiled()) {
            return oneOf(
                    "s3-put.error.slow-down.http.json",
                    "s3-put.error.internal.http.json",
                    "s3-put.error.request-timeout.http.json",
                    "s3-put.error.incomplete-body.http.json",
                    "s3-put.error.not-xml.http.json");
        }
        long number = Long.parseLong(request.getUrl().pathSegments().get(1));
        stored.put(AssetId.of(number), bytes(request));
        return Golden.answer("s3-put.ok.http.json");
    }

    private synchronized MockResponse oneOf(String... goldenFiles) {
        return Golden.answer(goldenFiles[chance.nextInt(goldenFiles.length)]);
    }
}
