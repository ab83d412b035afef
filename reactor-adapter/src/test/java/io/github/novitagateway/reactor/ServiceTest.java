package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.config.RetryPolicy.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.QueueDispatcher;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** A server that answers golden bodies, and a gateway that talks to it and reads strictly. */
@Timeout(30)
abstract class ServiceTest {

    static final String KEY = "sk_test-0123456789abcdef";
    static final Duration LONG = Duration.ofSeconds(10);

    final MockWebServer server = new MockWebServer();
    NovitaGateway novita = gateway(NovitaConfig.builder(ApiKey.of(KEY)).build());

    @BeforeEach
    void start() throws IOException {
        server.start();
        novita = gateway(config().build());
    }

    @AfterEach
    void stop() {
        novita.closeLater().block(LONG);
        server.close();
    }

    NovitaConfig.Builder config() {
        return NovitaConfig.builder(ApiKey.of(KEY))
                .baseUrl(server.url("/").uri())
                .retry(RetryPolicy.builder()
                        .backoff(Backoff.of(Duration.ofMillis(1), 2, Duration.ofMillis(5)))
                        .outcomeSearch(Duration.ZERO)
                        .build());
    }

    static NovitaGateway gateway(NovitaConfig config) {
        return NovitaGateway.builder(config).codec(JsonCodec.strict()).build();
    }

    void answer(String... goldenFiles) {
        for (String file : goldenFiles) {
            server.enqueue(Golden.answer(file));
        }
    }

    void answer(MockResponse response) {
        server.enqueue(response);
    }

    /** The list of trainings is always there, and empty; what is queued goes to all other requests. */
    void listNoTraining() {
        server.setDispatcher(new QueueDispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                return isTaskList(request)
                        ? Golden.answer("training-list.empty.response.json")
                        : super.dispatch(request);
            }
        });
    }

    private static boolean isTaskList(RecordedRequest request) {
        return "/v3/training".equals(request.getUrl().encodedPath());
    }

    /** Waits until nothing more comes and tells the methods and paths of what came. */
    List<String> allRequests() throws InterruptedException {
        List<String> all = new ArrayList<>();
        RecordedRequest next = server.takeRequest(1, TimeUnit.SECONDS);
        while (next != null) {
            all.add(next.getMethod() + " " + next.getUrl().encodedPath());
            next = server.takeRequest(50, TimeUnit.MILLISECONDS);
        }
        return all;
    }

    void answerJson(String body) {
        server.enqueue(new MockResponse.Builder()
                .setHeader("Content-Type", "application/json")
                .body(body)
                .build());
    }

    static <T> T value(Mono<T> operation) {
        return Objects.requireNonNull(operation.block(LONG), "no value");
    }

    static <T> List<T> values(Flux<T> operation) {
        return Objects.requireNonNull(operation.collectList().block(LONG), "no list");
    }

    /** The next request that reached the server. */
    RecordedRequest request() throws InterruptedException {
        return Objects.requireNonNull(server.takeRequest(5, TimeUnit.SECONDS), "no request reached the server");
    }

    void assertNoFurtherRequest() throws InterruptedException {
        assertThat(server.takeRequest(50, TimeUnit.MILLISECONDS)).isNull();
    }

    /** Waits until nothing more comes and tells how many requests have reached the server since its start. */
    int requestsInAll() {
        try {
            RecordedRequest late;
            do {
                late = server.takeRequest(50, TimeUnit.MILLISECONDS);
            } while (late != null);
            return server.getRequestCount();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** That so many requests have reached the server since its start, and no more. */
    void assertRequestsInAll(int expected) throws InterruptedException {
        long end = System.nanoTime() + LONG.toNanos();
        while (server.getRequestCount() < expected && System.nanoTime() < end) {
            server.takeRequest(50, TimeUnit.MILLISECONDS);
        }
        assertThat(requestsInAll()).isEqualTo(expected);
    }

    static JsonNode json(RecordedRequest request) {
        return Golden.JSON.readTree(
                Objects.requireNonNull(request.getBody(), "no body").toByteArray());
    }

    static void assertSends(RecordedRequest request, String goldenFile) {
        assertSameValues(json(request), Golden.json(goldenFile));
    }

    /** 1 and 1.0 are the same number. */
    static void assertSameValues(JsonNode sent, JsonNode expected) {
        assertThatObject(sent)
                .usingComparator((one, other) -> one.equals(ServiceTest::byValue, other) ? 0 : 1)
                .isEqualTo(expected);
    }

    private static int byValue(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber()
                ? one.decimalValue().compareTo(other.decimalValue())
                : one.equals(other) ? 0 : 1;
    }

    /** Method, path and query as in a golden request that describes a GET. */
    static void assertIsGet(RecordedRequest request, String goldenFile) {
        JsonNode golden = Golden.json(goldenFile);
        assertThat(request.getMethod()).isEqualTo(golden.get("method").stringValue());
        assertThat(request.getUrl().encodedPath()).isEqualTo(golden.get("path").stringValue());
        assertThat(request.getUrl().queryParameterNames())
                .hasSize(golden.get("query").size());
        golden.get("query")
                .properties()
                .forEach(parameter -> assertThat(request.getUrl().queryParameter(parameter.getKey()))
                        .isEqualTo(parameter.getValue().stringValue()));
        assertThat(request.getBody()).isNull();
    }

    static void assertIsAuthorized(RecordedRequest request) {
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + KEY);
        assertThat(request.getHeaders().get("User-Agent")).isEqualTo("novita-gateway-java/0.1.0");
    }
}
