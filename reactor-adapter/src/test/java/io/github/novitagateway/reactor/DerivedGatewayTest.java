package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.config.QuotaLimits;
import io.github.novitagateway.config.QuotaLimits.Pool;
import io.github.novitagateway.config.QuotaLimits.Rate;
import io.github.novitagateway.error.NovitaException.GatewayClosedException;
import io.github.novitagateway.error.NovitaException.MalformedResponseException;
import io.github.novitagateway.error.NovitaException.NotSentException;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.task.TaskId;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** A gateway with other settings over the same connections. */
class DerivedGatewayTest extends ServiceTest {

    private static final TaskId TRAINING = TaskId.style("11111111-2222-4333-8444-000000000001");
    private static final String STATUS = "training-style.get.training.response.json";

    /** In turn and often: an answer can be in hand a moment before its connection is free for the next. */
    @Test
    void bothUseTheSameConnections() throws InterruptedException {
        NovitaGateway derived = novita.with(config -> config.requestTimeout(Duration.ofMinutes(1))
                .userAgent("another")
                .pageSize(7));
        Set<Integer> ofTheFirst = new HashSet<>();
        Set<Integer> ofTheDerived = new HashSet<>();

        for (int i = 0; i < 10; i++) {
            ofTheFirst.add(connectionOf(novita));
            ofTheDerived.add(connectionOf(derived));
        }

        assertThat(ofTheDerived).containsAnyElementsOf(ofTheFirst);
    }

    private int connectionOf(NovitaGateway gateway) throws InterruptedException {
        answer(STATUS);
        value(gateway.trainings().status(TRAINING));
        return request().getConnectionIndex();
    }

    @Test
    void aPaidRequestOfEitherHasAConnectionOfItsOwn() throws InterruptedException {
        NovitaGateway derived = novita.with(config -> config.pageSize(7));
        TextToImageRequest drawing =
                TextToImageRequest.builder("model", "a hill").build();

        for (NovitaGateway gateway : new NovitaGateway[] {novita, derived, novita, derived}) {
            answer("txt2img.bare.response.json");
            value(gateway.images().submit(drawing));
            assertThat(request().getExchangeIndex()).isZero();
        }
    }

    /** What it makes anew each time, such as a TLS context, would make each derived gateway connect anew. */
    @Test
    void theCustomizationOfTheClientIsNotAppliedAgain() throws InterruptedException {
        AtomicInteger applied = new AtomicInteger();
        novita.close();
        novita = NovitaGateway.builder(config().build())
                .httpClient(client -> {
                    applied.incrementAndGet();
                    return client.headers(headers -> headers.set("X-Tenant", "ink"));
                })
                .codec(JsonCodec.strict())
                .build();
        int once = applied.get();
        answer(STATUS, STATUS);

        value(novita.with(config -> config.connectTimeout(Duration.ofSeconds(1)))
                .with(config -> config.pageSize(1))
                .trainings()
                .status(TRAINING));

        assertThat(applied).hasValue(once);
        assertThat(request().getHeaders().get("X-Tenant")).isEqualTo("ink");
    }

    @Test
    void anotherConnectTimeoutAppliesToTheDerivedGatewayAlone() {
        Connections.Pools pools = new Connections.Pools();
        NovitaConfig config = config().connectTimeout(Duration.ofSeconds(4)).build();
        Connections connections = new Connections(config, pools, client -> client);

        Connections hasty = connections.with(
                config.toBuilder().connectTimeout(Duration.ofSeconds(1)).build());

        assertThat(connectTimeout(hasty)).isEqualTo(1000);
        assertThat(connectTimeout(connections)).isEqualTo(4000);
        pools.disposeLater().block(LONG);
    }

    @ParameterizedTest
    @CsvSource({"PT0.000000001S, 1", "P365D, 2147483647"})
    void aConnectTimeoutThatNettyCannotHoldIsTheNearestThatItCan(Duration limit, int millis) {
        Connections.Pools pools = new Connections.Pools();

        assertThat(connectTimeout(new Connections(config().connectTimeout(limit).build(), pools, client -> client)))
                .isEqualTo(millis);
        pools.dispose();
    }

    private static @Nullable Object connectTimeout(Connections connections) {
        return connections.api(Endpoint.MODELS).configuration().options().get(ChannelOption.CONNECT_TIMEOUT_MILLIS);
    }

    @Test
    void otherSettingsApplyToTheDerivedGatewayAlone() throws InterruptedException {
        NovitaGateway derived =
                novita.with(config -> config.userAgent("another").pageSize(7).maxResponseBytes(40));
        answerJson("{}");
        answer(STATUS);
        answerJson("{}");
        answer(STATUS);

        values(derived.trainings().list());
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> value(derived.trainings().status(TRAINING)))
                .withMessageContaining("maxResponseBytes, 40");
        values(novita.trainings().list());
        value(novita.trainings().status(TRAINING));

        RecordedRequest fromDerived = request();
        assertThat(fromDerived.getUrl().query()).isEqualTo("pagination.limit=7");
        assertThat(fromDerived.getHeaders().get("User-Agent")).isEqualTo("another");
        assertThat(fromDerived.getHeaders().get("Authorization")).isEqualTo("Bearer " + KEY);
        request();
        RecordedRequest fromFirst = request();
        assertThat(fromFirst.getUrl().query()).isEqualTo("pagination.limit=100");
        assertIsAuthorized(fromFirst);
    }

    /** The default would ask again after half a minute. */
    @Test
    void whatIsNotInTheConfigurationIsKept() {
        novita.close();
        novita = NovitaGateway.builder(config().build())
                .trainingPolling(PollingPolicy.fixed(Duration.ofMillis(2)))
                .codec(JsonCodec.strict())
                .build();
        answer(STATUS, "training-style.get.success-serving.response.json");

        NovitaGateway derived = novita.with(config -> config.pageSize(7));

        assertThat(values(derived.trainings().watch(TRAINING))).hasSize(2);
        answerJson("{\"brand_new\":1}");
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> value(derived.trainings().status(TRAINING)));
    }

    @Test
    void bothStandInOneLineForTheQuota() {
        QuotaLimits limits = QuotaLimits.builder()
                .rate(Pool.TEXT_TO_IMAGE, new Rate(1, Duration.ofMinutes(1), 1))
                .mostWaiting(1)
                .build();
        novita.close();
        novita = NovitaGateway.builder(config().build())
                .codec(JsonCodec.strict())
                .quota(LocalQuota.of(limits, Schedulers.parallel()))
                .build();
        NovitaGateway derived = novita.with(config -> config.pageSize(7));
        TextToImageRequest drawing =
                TextToImageRequest.builder("model", "a hill").build();
        answer("txt2img.bare.response.json");
        value(novita.images().submit(drawing));
        Disposable served = novita.images().submit(drawing).subscribe();
        Disposable second = novita.images().submit(drawing).subscribe();

        assertThatExceptionOfType(NotSentException.class)
                .isThrownBy(() -> value(derived.images().submit(drawing)))
                .withMessageContaining("mostWaiting, 1");
        served.dispose();
        second.dispose();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closingEitherClosesBoth(boolean first) throws InterruptedException {
        NovitaGateway derived = novita.with(config -> config.pageSize(7));

        (first ? novita : derived).close();

        for (NovitaGateway gateway : new NovitaGateway[] {novita, derived}) {
            Mono<?> status = gateway.trainings().status(TRAINING);
            StepVerifier.create(status)
                    .expectError(GatewayClosedException.class)
                    .verify(LONG);
        }
        assertNoFurtherRequest();
    }

    @Test
    void closingTheDerivedGatewayHangsUpIdleConnections() throws Exception {
        try (RawServer keepsAlive = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")) {
            novita.close();
            novita = gateway(config().baseUrl(keepsAlive.uri()).build());
            values(novita.trainings().list());

            novita.with(config -> config.pageSize(7)).close();

            assertThat(keepsAlive.isHungUpOn()).isTrue();
        }
    }
}
