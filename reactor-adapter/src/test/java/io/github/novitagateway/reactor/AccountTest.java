package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.novitagateway.account.Balance;
import io.github.novitagateway.config.ApiPaths;
import io.github.novitagateway.error.ApiException;
import io.github.novitagateway.error.ApiException.RouteGoneException;
import io.github.novitagateway.error.ApiException.ServerException;
import io.github.novitagateway.error.NovitaException.MalformedResponseException;
import java.math.BigDecimal;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class AccountTest extends ServiceTest {

    private static final String DETAIL = "/openapi/v1/billing/balance/detail";
    private static final BigDecimal AVAILABLE = new BigDecimal("12.3456");
    private static final Balance FROM_THE_OLDER_CALL = new Balance(AVAILABLE, null, null, null, null);

    @Test
    void theBalanceIsToldInDollars() throws InterruptedException {
        answer("balance-detail.response.json");

        assertThat(balance())
                .isEqualTo(new Balance(
                        AVAILABLE,
                        new BigDecimal("10.0000"),
                        new BigDecimal("5.0000"),
                        new BigDecimal("2.6544"),
                        new BigDecimal("0.0000")));

        RecordedRequest sent = request();
        assertIsAuthorized(sent);
        assertThat(sent.getMethod()).isEqualTo("GET");
        assertThat(sent.getTarget()).isEqualTo(DETAIL);
        assertNoFurtherRequest();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"availableBalance\":\"-500\",\"creditLimit\":\"\"} | -0.0500",
                "{\"availableBalance\":7} | 0.0007",
                "{\"availableBalance\":\"0\",\"cashBalance\":null} | 0.0000"
            })
    void figuresMayBeAbsentButTheOneThatCounts(String body, BigDecimal available) {
        answerJson(body);

        assertThat(balance()).isEqualTo(new Balance(available, null, null, null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"availableBalance\":\"\"}", "{\"cashBalance\":\"100\"}", "{\"availableBalance\":{}}"})
    void anAnswerWithoutItIsMalformed(String body) {
        answerJson(body);

        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(this::balance)
                .withMessage("the answer tells no balance");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "error.404.api-not-found.response.json, user.response.json",
        "error.404.route-not-found.http.json, user.balance-as-string.response.json"
    })
    void whereTheRouteIsGoneTheOlderCallIsAsked(String gone, String user) throws InterruptedException {
        answer(gone, user);

        assertThat(balance()).isEqualTo(FROM_THE_OLDER_CALL);

        assertThat(request().getTarget()).isEqualTo(DETAIL);
        RecordedRequest older = request();
        assertIsAuthorized(older);
        assertThat(older.getMethod()).isEqualTo("GET");
        assertThat(older.getTarget()).isEqualTo("/v3/user");
    }

    @Test
    void anEmptyReasonIsNone() {
        server.enqueue(new MockResponse.Builder()
                .code(404)
                .body("{\"code\":404,\"reason\":\"\",\"message\":\"\",\"msg\":\"not here\",\"metadata\":{}}")
                .build());
        answer("user.response.json");

        assertThat(balance()).isEqualTo(FROM_THE_OLDER_CALL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "error.400.missing-api-key.response.json",
                "error.401.unauthorized.response.json",
                "error.403.invalid-api-key.response.json",
                "error.403.feature-not-allowed.response.json",
                "error.403.cloudflare-1010.http.json",
                "error.404.task-not-found.response.json"
            })
    void anotherRefusalIsNoReasonToAskElsewhere(String refusal) throws InterruptedException {
        answer(refusal, "user.response.json");

        assertThatExceptionOfType(ApiException.class).isThrownBy(this::balance);
        assertRequestsInAll(1);
    }

    @Test
    void anOverloadIsRepeatedAndNoReasonToAskElsewhere() throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            answer("error.503.service-not-available.response.json");
        }
        answer("user.response.json");

        assertThatExceptionOfType(ServerException.class).isThrownBy(this::balance);
        for (int i = 0; i < 4; i++) {
            assertThat(request().getTarget()).isEqualTo(DETAIL);
        }
        assertNoFurtherRequest();
    }

    @Test
    void whereBothAreGoneSoIsTheRoute() {
        answer("error.404.api-not-found.response.json", "error.404.route-not-found.http.json");

        assertThatExceptionOfType(RouteGoneException.class).isThrownBy(this::balance);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void configuredPathsReplaceTheDocumentedOnes() throws InterruptedException {
        novita.close();
        novita = gateway(config().paths(
                        ApiPaths.builder().balance("/v4/money").user("/v4/me").build())
                .build());
        answer("error.404.api-not-found.response.json", "user.response.json");

        balance();

        assertThat(request().getTarget()).isEqualTo("/v4/money");
        assertThat(request().getTarget()).isEqualTo("/v4/me");
    }

    @Test
    void nothingIsAskedBeforeSubscriptionAndAnewForEach() throws InterruptedException {
        answer("balance-detail.response.json", "balance-detail.response.json");

        Mono<Balance> balance = novita.account().balance();
        assertNoFurtherRequest();

        value(balance);
        value(balance);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    private Balance balance() {
        return value(novita.account().balance());
    }
}
