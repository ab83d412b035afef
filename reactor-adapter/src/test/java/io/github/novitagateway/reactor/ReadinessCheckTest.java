package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.account.Finding;
import io.github.novitagateway.account.Finding.Subject;
import io.github.novitagateway.account.Finding.Verdict;
import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.error.ApiException.AuthenticationException;
import io.github.novitagateway.error.NovitaException.GatewayClosedException;
import io.github.novitagateway.error.NovitaException.TransportException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.test.subscriber.TestSubscriber;

class ReadinessCheckTest extends ServiceTest {

    private final ReadinessService service = new ReadinessService();

    @BeforeEach
    void serve() {
        server.setDispatcher(service);
    }

    @Test
    void aFreeWayIsToldInTheOrderOfTheSubjects() {
        List<Finding> findings = values(novita.check());

        assertThat(findings).extracting(Finding::subject).containsExactly(Subject.values());
        assertThat(findings).extracting(Finding::verdict).containsOnly(Verdict.FREE);
        assertThat(findings).extracting(Finding::failure).containsOnlyNulls();
        assertThat(findings.get(0).message()).isEqualTo("the key is accepted");
        assertThat(findings.get(1).message()).isEqualTo("12.3456 USD available");
    }

    /** Empty bodies, a task that cannot be, one row. */
    @Test
    void itAsksEachRouteOnceForWhatCanStartNothing() {
        values(novita.check());

        assertThat(service.routesAsked())
                .containsExactlyInAnyOrder(
                        ReadinessService.BALANCE,
                        ReadinessService.UPLOAD_SLOT,
                        ReadinessService.STYLE,
                        ReadinessService.SUBJECT,
                        ReadinessService.TRAININGS,
                        ReadinessService.TEXT_TO_IMAGE,
                        ReadinessService.IMAGE_TO_IMAGE,
                        ReadinessService.TASK_RESULT,
                        ReadinessService.MODELS);
        assertThat(service.requests).allSatisfy(ReadinessCheckTest::assertCanStartNothing);
    }

    private static void assertCanStartNothing(RecordedRequest request) {
        assertIsAuthorized(request);
        if (request.getMethod().equals("POST")) {
            assertThat(json(request)).isEqualTo(Golden.JSON.readTree("{}"));
            assertThat(request.getUrl().query()).isNull();
        } else {
            assertThat(request.getBody()).isNull();
            assertThat(Objects.requireNonNullElse(request.getUrl().query(), ""))
                    .isIn("", "pagination.limit=1", "task_id=00000000-0000-0000-0000-000000000000");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "error.400.missing-api-key.response.json",
                "error.401.unauthorized.response.json",
                "error.403.invalid-api-key.response.json"
            })
    void aRefusedKeyIsTheOnlyFinding(String refusal) throws InterruptedException {
        service.answers(ReadinessService.BALANCE, refusal);

        assertThat(values(novita.check())).singleElement().satisfies(finding -> {
            assertThat(finding.subject()).isEqualTo(Subject.KEY);
            assertThat(finding.verdict()).isEqualTo(Verdict.BLOCKED);
            assertThat(finding.failure()).isInstanceOf(AuthenticationException.class);
            assertThat(finding.message()).doesNotContain(KEY);
        });
        assertRequestsInAll(1);
    }

    @Test
    void aRefusalWithoutAReasonIsOneOfTheKey() {
        service.answers(
                ReadinessService.BALANCE, new MockResponse.Builder().code(401).build());

        assertThat(values(novita.check())).extracting(Finding::verdict).containsExactly(Verdict.BLOCKED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "error.403.api-not-allowed.response.json",
                "error.403.billing-auth-failed.response.json",
                "error.403.feature-not-allowed.response.json",
                "error.403.need-real-name-verify.response.json"
            })
    void aKeyThatMayNotSeeTheBalanceIsTakenAllTheSame(String refusal) {
        service.answers(ReadinessService.BALANCE, refusal);

        List<Finding> findings = values(novita.check());

        assertThat(findings).extracting(Finding::subject).containsExactly(Subject.values());
        assertThat(findings.get(0).verdict()).isEqualTo(Verdict.FREE);
        assertThat(findings.get(1).verdict()).isEqualTo(Verdict.UNCLEAR);
    }

    @ParameterizedTest
    @CsvSource({"0, BLOCKED, 0.0000", "-1, BLOCKED, -0.0001", "1, FREE, 0.0001"})
    void withoutMoneyTheWayIsBlocked(String tenThousandths, Verdict verdict, String dollars) {
        service.answers(
                ReadinessService.BALANCE,
                new MockResponse.Builder()
                        .body("{\"availableBalance\":\"" + tenThousandths + "\"}")
                        .build());

        Finding balance = finding(Subject.BALANCE);

        assertThat(balance.verdict()).isEqualTo(verdict);
        assertThat(balance.message()).isEqualTo(dollars + " USD available");
    }

    @Test
    void theOlderRouteTellsTheBalanceToo() {
        service.answers(ReadinessService.BALANCE, "error.404.api-not-found.response.json")
                .answers(ReadinessService.USER, "user.response.json");

        assertThat(finding(Subject.BALANCE).message()).isEqualTo("12.3456 USD available");
        assertThat(finding(Subject.KEY).verdict()).isEqualTo(Verdict.FREE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "error.404.api-not-found.response.json",
                "error.503.service-not-available.response.json",
                "error.403.cloudflare-1010.http.json"
            })
    void whereTheBalanceCannotBeToldKeyAndBalanceAreUnclearAndTheRoutesAreAskedAllTheSame(String failure) {
        service.answers(ReadinessService.BALANCE, failure);

        List<Finding> findings = values(novita.check());

        assertThat(findings).extracting(Finding::subject).containsExactly(Subject.values());
        assertThat(findings.subList(0, 2)).allSatisfy(finding -> {
            assertThat(finding.verdict()).isEqualTo(Verdict.UNCLEAR);
            assertThat(finding.failure()).isNotNull();
        });
        assertThat(findings.subList(2, findings.size()))
                .extracting(Finding::verdict)
                .containsOnly(Verdict.FREE);
    }

    @Test
    void aKeyThatIsTakenWithoutMoneyIsNoUnclearKey() {
        service.answers(ReadinessService.BALANCE, "error.403.balance-not-enough.response.json");

        List<Finding> findings = values(novita.check());

        assertThat(findings).extracting(Finding::subject).containsExactly(Subject.values());
        assertThat(findings.get(0).verdict()).isEqualTo(Verdict.FREE);
        assertThat(findings.get(1).verdict()).isEqualTo(Verdict.BLOCKED);
        assertThat(findings.get(1).failure()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "error.400.invalid-request-body.response.json, FREE",
        "error.400.validator.response.json, FREE",
        "error.200.v2-style.response.json, BLOCKED",
        "error.403.feature-not-allowed.response.json, BLOCKED",
        "error.403.cloudflare-1010.http.json, BLOCKED",
        "error.403.balance-not-enough.response.json, BLOCKED",
        "error.404.api-not-found.response.json, BLOCKED",
        "error.404.route-not-found.http.json, BLOCKED",
        "error.404.task-not-found.response.json, FREE",
        "error.429.response.json, UNCLEAR",
        "error.429.cloudflare-1015.http.json, UNCLEAR",
        "error.500.create-task-failed.response.json, UNCLEAR",
        "error.502.empty-body.http.json, UNCLEAR",
        "error.504.gateway-html.http.json, UNCLEAR",
        "error.200.not-json.http.json, UNCLEAR"
    })
    void whatARouteAnswersTellsWhetherItIsThere(String answer, Verdict verdict) {
        service.answers(ReadinessService.TEXT_TO_IMAGE, answer).answers(ReadinessService.STYLE, answer);

        for (Subject subject : List.of(Subject.TEXT_TO_IMAGE, Subject.STYLE_TRAINING)) {
            Finding finding = finding(subject);
            assertThat(finding.verdict()).isEqualTo(verdict);
            assertThat(finding.failure() == null).isEqualTo(verdict == Verdict.FREE);
            assertThat(finding.message()).isNotBlank().doesNotContain(KEY);
        }
        assertThat(finding(Subject.IMAGE_TO_IMAGE).verdict()).isEqualTo(Verdict.FREE);
    }

    @Test
    void aRouteThatBreaksOffIsUnclearAndAskedOnce() {
        service.answers(
                ReadinessService.IMAGE_TO_IMAGE,
                new MockResponse.Builder()
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build());

        Finding finding = finding(Subject.IMAGE_TO_IMAGE);

        assertThat(finding.verdict()).isEqualTo(Verdict.UNCLEAR);
        assertThat(finding.failure()).isInstanceOf(TransportException.class);
        assertThat(service.routesAsked()).containsOnlyOnce(ReadinessService.IMAGE_TO_IMAGE);
    }

    @Test
    void aServiceThatIsNotThereIsUnclearThroughout() throws Exception {
        novita.close();
        novita = gateway(config().retry(RetryPolicy.none())
                .requestTimeout(Duration.ofSeconds(2))
                .build());
        server.close();

        assertThat(values(novita.check()))
                .hasSize(10)
                .extracting(Finding::verdict)
                .containsOnly(Verdict.UNCLEAR);
    }

    @Test
    void nothingIsAskedBeforeSubscriptionAndAllAnewForEach() throws InterruptedException {
        Flux<Finding> check = novita.check();
        assertNoFurtherRequest();

        values(check);
        values(check);

        assertThat(service.requests).hasSize(18);
    }

    /** A few routes are asked at a time, and the first of them holds its answer back. */
    @Test
    void cancellingStopsTheAsking() {
        TestSubscriber<Finding> caller = checkThatWaitsFor(ReadinessService.UPLOAD_SLOT);
        TrainingRunService.await(() -> service.requests.size() == 5);

        caller.cancel();

        assertThat(requestsInAll()).isEqualTo(5);
        assertThat(caller.getReceivedOnNext())
                .extracting(Finding::subject)
                .containsExactly(Subject.KEY, Subject.BALANCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {ReadinessService.BALANCE, ReadinessService.UPLOAD_SLOT})
    void closingTheGatewayIsAnErrorAndNoFinding(String held) {
        TestSubscriber<Finding> caller = checkThatWaitsFor(held);
        TrainingRunService.await(() -> service.routesAsked().contains(held));

        novita.close();

        caller.block(LONG);
        assertThat(caller.expectTerminalError()).isInstanceOf(GatewayClosedException.class);
        assertThat(caller.getReceivedOnNext()).extracting(Finding::verdict).doesNotContain(Verdict.UNCLEAR);
    }

    private TestSubscriber<Finding> checkThatWaitsFor(String route) {
        service.answers(
                route,
                new MockResponse.Builder()
                        .onResponseStart(SocketEffect.Stall.INSTANCE)
                        .build());
        TestSubscriber<Finding> caller = TestSubscriber.create();
        novita.check().subscribe(caller);
        return caller;
    }

    private Finding finding(Subject subject) {
        return values(novita.check()).stream()
                .filter(found -> found.subject() == subject)
                .findFirst()
                .orElseThrow();
    }
}
