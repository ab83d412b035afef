package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.error.ApiException.RouteGoneException;
import io.github.novitagateway.error.NovitaException.NotSentException;
import io.github.novitagateway.image.GeneratedImage;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.task.TaskId;
import io.netty.handler.codec.http.cookie.DefaultCookie;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import mockwebserver3.MockResponse;
import mockwebserver3.QueueDispatcher;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.transport.ProxyProvider;

class ConnectionsTest extends StorageTest {

    private static final TaskId TRAINING = TaskId.style("11111111-2222-4333-8444-000000000001");
    private static final String STATUS = "training-style.get.training.response.json";

    private void use(NovitaConfig.Builder config, UnaryOperator<HttpClient> customization) {
        novita.close();
        novita = NovitaGateway.builder(config.build())
                .codec(JsonCodec.strict())
                .httpClient(customization)
                .build();
    }

    private Mono<?> status() {
        return novita.trainings().status(TRAINING);
    }

    private static TextToImageRequest drawing() {
        return TextToImageRequest.builder("model.safetensors", "a lighthouse").build();
    }

    /** Everything that a careless customization could send to everybody. */
    private static HttpClient talkative(HttpClient client) {
        return client.headers(headers -> headers.set("Authorization", "Bearer someone-else")
                        .set("Proxy-Authorization", "Basic c2VjcmV0")
                        .set("X-Api-Key", "secret")
                        .set("X-Amz-Acl", "public-read")
                        .set("Host", "elsewhere.example")
                        .set("Accept", "text/secret")
                        .set("Content-Type", "text/secret")
                        .set("User-Agent", "curl"))
                .headersWhen(headers -> Mono.just(headers.set("X-Late", "secret")))
                .cookie(new DefaultCookie("session", "secret"))
                .doOnRequest((request, connection) -> request.header("X-Latest", "secret"));
    }

    @Test
    void whatACustomizedClientSendsToAllNeverReachesStorage() throws Exception {
        use(config(), ConnectionsTest::talkative);
        answer(slot("upload-url.string-id.response.json"));
        answer("s3-put.ok.http.json");

        value(novita.assets().upload(Pictures.numbered(1)));

        request();
        assertIsReticent(request(), "Content-Type", "Content-Length");
    }

    @Test
    void whatACustomizedClientSendsToAllNeverReachesTheHostOfImages() throws Exception {
        use(config(), ConnectionsTest::talkative);
        answer(new MockResponse.Builder().body("picture").build());
        String url = server.url("/1.png").toString();

        value(novita.images().bytes(new GeneratedImage(TaskId.image("1"), 0, url, null, ImageFormat.PNG, null)));

        assertIsReticent(request());
    }

    private void assertIsReticent(RecordedRequest request, String... more) {
        Headers headers = request.getHeaders();
        assertThat(headers.toString()).doesNotContain("secret", "someone-else", KEY, "elsewhere", "curl");
        assertThat(headers.get("Host")).isEqualTo(server.getHostName() + ":" + server.getPort());
        assertThat(headers.get("User-Agent")).isEqualTo("novita-gateway-java/0.1.0");
        assertThat(headers.names())
                .usingElementComparator(String::compareToIgnoreCase)
                .hasSize(3 + more.length)
                .containsAll(List.of(more));
    }

    @Test
    void theApiHostGetsTheKeyWhateverACustomizedClientSets() throws Exception {
        use(config(), ConnectionsTest::talkative);
        answer(STATUS);

        value(status());

        RecordedRequest sent = request();
        assertIsAuthorized(sent);
        assertThat(sent.getHeaders().values("Authorization")).hasSize(1);
        assertThat(sent.getHeaders().get("Accept")).isEqualTo("application/json");
        assertThat(sent.getHeaders().get("X-Api-Key")).isEqualTo("secret");
    }

    @Test
    void redirectsAreNotFollowedEvenIfACustomizedClientWouldFollow() {
        use(config(), client -> client.followRedirect(true));
        answer(new MockResponse.Builder()
                .code(302)
                .setHeader("Location", server.url("/v3/elsewhere"))
                .build());
        answer(STATUS);

        assertThatThrownBy(() -> status().block(LONG)).isInstanceOf(RouteGoneException.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    /** An answer can be in hand a moment before its connection is free again: then there are a few in turn. */
    @Test
    void freeRequestsShareConnections() throws Exception {
        int calls = 20;
        Set<Integer> connections = new HashSet<>();
        for (int i = 0; i < calls; i++) {
            answer(STATUS);
            value(status());
            connections.add(request().getConnectionIndex());
        }

        assertThat(connections).hasSizeLessThan(calls / 2);
    }

    /** The others grow old and are closed. */
    @Test
    void whatComesAfterABurstStaysOnTheConnectionUsedLast() throws Exception {
        int burst = 8;
        CountDownLatch together = new CountDownLatch(burst);
        server.setDispatcher(new QueueDispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                together.countDown();
                together.await(10, TimeUnit.SECONDS);
                return Golden.answer(STATUS);
            }
        });
        values(Flux.range(0, burst).flatMap(number -> status(), burst));
        Set<Integer> connections = new HashSet<>();
        for (int i = 0; i < burst; i++) {
            connections.add(request().getConnectionIndex());
        }
        assertThat(connections).hasSize(burst);

        connections.clear();
        for (int i = 0; i < 2 * burst; i++) {
            value(status());
            connections.add(request().getConnectionIndex());
        }

        assertThat(connections).hasSizeLessThan(burst / 2);
    }

    @Test
    void theConnectionsAreEnoughForWhatTheSettingsAllowAtOnce() {
        assertThat(config().uploadConcurrency(Connections.MAX_CONNECTIONS)
                        .build()
                        .uploadConcurrency())
                .isEqualTo(Connections.MAX_CONNECTIONS);
        assertThatThrownBy(() -> config().uploadConcurrency(Connections.MAX_CONNECTIONS + 1)
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void metricsOfConnectionsNeedNoMetricsOnTheClassPath() {
        novita.close();
        novita = NovitaGateway.builder(config().build())
                .codec(JsonCodec.strict())
                .connectionMetrics()
                .build();
        answer(STATUS);

        assertThat(value(status())).isNotNull();
    }

    @Test
    void eachPaidRequestGetsAConnectionOfItsOwn() throws Exception {
        answer(STATUS);
        value(status());
        Set<Integer> connections = new HashSet<>();
        connections.add(request().getConnectionIndex());
        for (int i = 0; i < 5; i++) {
            answer("txt2img.bare.response.json");
            value(novita.images().submit(drawing()));

            RecordedRequest sent = request();
            assertThat(connections.add(sent.getConnectionIndex()))
                    .as("a new one")
                    .isTrue();
            assertThat(sent.getExchangeIndex()).isZero();
        }
    }

    @Test
    void aCustomizedProxyIsUsed() throws Exception {
        try (RawServer proxy = new RawServer()) {
            use(
                    config().baseUrl(URI.create("https://api.example.invalid")),
                    client -> client.proxy(to -> to.type(ProxyProvider.Proxy.HTTP)
                            .host("localhost")
                            .port(proxy.uri().getPort())));
            Disposable running = status().subscribe();

            assertThat(proxy.head())
                    .startsWith("CONNECT api.example.invalid:443")
                    .doesNotContain(KEY);
            running.dispose();
        }
    }

    @Test
    void aRequestWithoutAPlaceInTheQueueIsNotSent() throws Exception {
        ConnectionProvider narrow = ConnectionProvider.builder("narrow")
                .maxConnections(1)
                .pendingAcquireMaxCount(1)
                .build();
        try (RawServer silent = new RawServer()) {
            use(config().retry(RetryPolicy.none()).baseUrl(silent.uri()), client -> HttpClient.create(narrow));
            Disposable.Composite running = Disposables.composite();
            running.add(status().subscribe());
            assertThat(silent.head()).contains("Bearer " + KEY);
            running.add(status().subscribe());

            assertThatThrownBy(() -> status().block(LONG))
                    .isInstanceOfSatisfying(
                            NotSentException.class,
                            full -> assertThat(full.isTransient()).isTrue())
                    .hasMessageEndingWith("pendingAcquireMaxCount, 1");
            assertThatThrownBy(() -> novita.images().submit(drawing()).block(LONG))
                    .isInstanceOf(NotSentException.class);
            running.dispose();
            novita.closeLater().block(LONG);
            assertThat(narrow.isDisposed()).as("the caller's own pool").isFalse();
        } finally {
            narrow.disposeLater().block(LONG);
        }
    }
}
