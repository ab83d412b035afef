package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.novitagateway.account.Budget;
import io.github.novitagateway.account.PriceTable;
import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.config.QuotaLimits;
import io.github.novitagateway.config.QuotaLimits.Pool;
import io.github.novitagateway.config.QuotaLimits.Rate;
import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.error.ApiException.InvalidRequestException;
import io.github.novitagateway.error.NovitaException.NotSentException;
import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import io.github.novitagateway.training.StyleTrainingRequest;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Paid requests under a budget. A training costs 1.5 USD, an image 0.01 USD; the balance is 12.3456 USD. */
class BudgetedSubmitTest extends ServiceTest {

    private static final PriceTable PRICES = PriceTable.of(new BigDecimal("1.5"), new BigDecimal("0.01"));
    private static final String RUN = "spring";
    private static final String PAID = "POST /v3/training/style";
    private static final String ASKED = "GET /openapi/v1/billing/balance/detail";

    private final StyleTrainingRequest hills = StyleTrainingRequest.builder("ink-hills", "v1-5-pruned-emaonly")
            .images(List.of(TrainingImage.of(AssetId.of("a1"), "ohwx, a hill")))
            .build();
    private final ConcurrentLinkedQueue<MockResponse> balances = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<MockResponse> tasks = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path directory = Path.of("");

    private @Nullable FileTaskJournal open;

    @BeforeEach
    void serve() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                boolean balance = "GET".equals(request.getMethod())
                        && request.getUrl().encodedPath().contains("balance");
                MockResponse queued = balance ? balances.poll() : tasks.poll();
                return queued != null
                        ? queued
                        : balance
                                ? Golden.answer("balance-detail.response.json")
                                : Golden.answer("training-style.create.response.json");
            }
        });
    }

    @AfterEach
    void closeJournal() {
        journal().close();
    }

    private FileTaskJournal journal() {
        FileTaskJournal journal = open == null ? FileTaskJournal.at(directory.resolve("novita.journal")) : open;
        open = journal;
        return journal;
    }

    /** A gateway anew, over what the journal holds. */
    private void restart(String limit, String floor, PriceTable prices) {
        restart(config().build(), limit, floor, prices);
    }

    private void restart(NovitaConfig config, String limit, String floor, PriceTable prices) {
        journal().close();
        open = null;
        novita.close();
        Budget budget = Budget.builder(RUN, new BigDecimal(limit), prices)
                .floor(new BigDecimal(floor))
                .build();
        novita = NovitaGateway.builder(config)
                .codec(JsonCodec.strict())
                .journal(journal())
                .budget(budget)
                .build();
    }

    private void assertSpent(String usd) {
        assertThat(value(journal().spent(RUN))).isEqualByComparingTo(usd);
    }

    private void assertRefused(String message) {
        assertThatExceptionOfType(NotSentException.class)
                .isThrownBy(() -> value(novita.trainings().submit(hills)))
                .withMessage("the budget of run \"spring\" does not let the request through: " + message)
                .satisfies(refusal -> assertThat(refusal.isTransient()).isFalse());
    }

    @Test
    void theBalanceIsAskedBeforeARequestThatIsPaid() throws InterruptedException {
        restart("1.5", "0", PRICES);

        value(novita.trainings().submit(hills));

        assertThat(allRequests()).containsExactly(ASKED, PAID);
        assertSpent("1.5");
    }

    @Test
    void nothingHappensBeforeSubscription() throws InterruptedException {
        restart("1.5", "0", PRICES);

        assertThat(novita.trainings().submit(hills)).isNotNull();

        assertThat(allRequests()).isEmpty();
        assertSpent("0");
    }

    @Test
    void aRunMaySpendItsLimitAndNoMore() throws InterruptedException {
        restart("3", "0", PRICES);
        value(novita.trainings().submit(hills));
        value(novita.trainings().submit(hills));
        allRequests();

        assertRefused("it costs 1.5 USD, of a limit of 3 USD are spent 3 USD, and of a balance of 12.3456 USD must"
                + " remain 0 USD");

        assertThat(allRequests()).containsExactly(ASKED);
        assertSpent("3");
    }

    @Test
    void theAccountMayFallToItsFloorAndNoLower() throws InterruptedException {
        restart("100", "10.8456", PRICES);
        value(novita.trainings().submit(hills));
        allRequests();

        restart("100", "10.8457", PRICES);
        assertRefused("it costs 1.5 USD, of a limit of 100 USD are spent 1.5 USD, and of a balance of 12.3456 USD must"
                + " remain 10.8457 USD");

        assertThat(allRequests()).containsExactly(ASKED);
        assertSpent("1.5");
    }

    @Test
    void drawingsAreCountedByTheImage() {
        restart("0.04", "0", PRICES);
        TextToImageRequest four =
                TextToImageRequest.builder("model", "a hill").imageNum(4).build();

        value(novita.images().submit(four));

        assertSpent("0.04");
        assertThatExceptionOfType(NotSentException.class)
                .isThrownBy(() -> value(novita.images().submit(four)))
                .withMessageContaining("it costs 0.04 USD");
    }

    @Test
    void whatWasRefusedLeavesRoomForWhatIsCheaper() {
        restart("1", "0", PRICES);
        assertRefused("it costs 1.5 USD, of a limit of 1 USD are spent 0 USD, and of a balance of 12.3456 USD must"
                + " remain 0 USD");

        value(novita.images()
                .submit(TextToImageRequest.builder("model", "a hill").build()));

        assertSpent("0.01");
    }

    @Test
    void whatTheServiceRefusesIsGivenBack() {
        restart("1.5", "0", PRICES);
        tasks.add(Golden.answer("error.400.validator.response.json"));

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> value(novita.trainings().submit(hills)));

        assertSpent("0");
        value(novita.trainings().submit(hills));
    }

    @Test
    void whatMayHaveBeenPaidCounts() {
        restart("1.5", "0", PRICES);
        tasks.add(new MockResponse.Builder().code(502).build());
        tasks.add(Golden.answer("training-list.empty.response.json"));

        assertThatExceptionOfType(SubmitOutcomeUnknownException.class)
                .isThrownBy(() -> value(novita.trainings().submit(hills)));

        assertSpent("1.5");
        restart("1.5", "0", PRICES);
        assertRefused("it costs 1.5 USD, of a limit of 1.5 USD are spent 1.5 USD, and of a balance of 12.3456 USD must"
                + " remain 0 USD");
    }

    @Test
    void aDrawingThatMayHaveBeenPaidIsNotSentAgainWhateverTheRetryPolicySays() throws InterruptedException {
        RetryPolicy again = RetryPolicy.builder().retryPaidRequests(true).build();
        restart(config().retry(again).build(), "1", "0", PRICES);
        tasks.add(new MockResponse.Builder().code(502).build());

        assertThatExceptionOfType(SubmitOutcomeUnknownException.class)
                .isThrownBy(() -> value(novita.images()
                        .submit(TextToImageRequest.builder("model", "a hill").build())));

        assertThat(allRequests()).containsExactly(ASKED, "POST /v3/async/txt2img");
        assertSpent("0.01");
    }

    @Test
    void twoAtTheSameTimeDoNotBothSlipUnderTheLimit() throws InterruptedException {
        restart("3", "0", PRICES);

        List<TaskId> paid = values(atTheSameTime(20));

        assertThat(paid).hasSize(2);
        assertThat(allRequests().stream().filter(PAID::equals)).hasSize(2);
        assertSpent("3");
    }

    @Test
    void twoAtTheSameTimeDoNotBothSlipAboveTheFloor() throws InterruptedException {
        restart("100", "10", PRICES);
        for (int i = 0; i < 2; i++) {
            tasks.add(Golden.answer("training-style.create.response.json")
                    .newBuilder()
                    .headersDelay(1, TimeUnit.SECONDS)
                    .build());
        }

        List<TaskId> paid = values(Flux.merge(
                accepted(novita), accepted(novita.with(config -> config.requestTimeout(Duration.ofSeconds(20))))));

        assertThat(paid).hasSize(1);
        assertThat(allRequests().stream().filter(PAID::equals)).hasSize(1);
        value(novita.trainings().submit(hills));
    }

    private Flux<TaskId> atTheSameTime(int count) {
        return Flux.range(0, count).flatMap(i -> accepted(novita), count);
    }

    private Mono<TaskId> accepted(NovitaGateway gateway) {
        return gateway.trainings().submit(hills).onErrorResume(NotSentException.class, refused -> Mono.empty());
    }

    @Test
    void aRequestThatIsRefusedGivesItsPermitsBack() {
        novita.close();
        novita = NovitaGateway.builder(config().build())
                .codec(JsonCodec.strict())
                .journal(journal())
                .budget(Budget.builder(RUN, new BigDecimal("0.015"), PRICES).build())
                .quota(LocalQuota.of(QuotaLimits.builder()
                        .rate(Pool.TEXT_TO_IMAGE, Rate.of(2, Duration.ofHours(1)))
                        .longestWait(Duration.ofMillis(500))
                        .build()))
                .build();
        TextToImageRequest one = TextToImageRequest.builder("model", "a hill").build();
        TextToImageRequest two =
                TextToImageRequest.builder("model", "a hill").imageNum(2).build();

        assertThatExceptionOfType(NotSentException.class)
                .isThrownBy(() -> value(novita.images().submit(two)))
                .withMessageContaining("it costs 0.02 USD");

        value(novita.images().submit(one));
    }

    @Test
    void nothingIsSentWhileTheBalanceIsNotKnown() throws InterruptedException {
        restart("1.5", "0", PRICES);
        for (int i = 0; i < 4; i++) {
            balances.add(new MockResponse.Builder().code(503).build());
        }

        assertThatExceptionOfType(NotSentException.class)
                .isThrownBy(() -> value(novita.trainings().submit(hills)))
                .withMessageEndingWith("the balance is not known")
                .satisfies(refusal -> assertThat(refusal.isTransient()).isTrue());

        assertThat(allRequests()).containsOnly(ASKED);
        assertSpent("0");
        value(novita.trainings().submit(hills));
    }

    @Test
    void beyondTheLimitItMattersNothingThatTheBalanceIsNotKnown() {
        restart("1", "0", PRICES);
        for (int i = 0; i < 4; i++) {
            balances.add(new MockResponse.Builder().code(503).build());
        }

        assertRefused("it costs 1.5 USD, of a limit of 1 USD are spent 0 USD, and of a balance that is not known must"
                + " remain 0 USD");
    }

    @Test
    void whoGivesUpWhileTheBalanceIsAskedForHasSpentNothing() throws InterruptedException {
        restart("1.5", "0", PRICES);
        balances.add(Golden.answer("balance-detail.response.json")
                .newBuilder()
                .headersDelay(1, TimeUnit.MINUTES)
                .build());
        CompletableFuture<TaskId> given = novita.trainings().submit(hills).toFuture();
        TrainingRunService.await(() -> server.getRequestCount() == 1);
        assertSpent("1.5");

        given.cancel(true);

        TrainingRunService.await(() -> value(journal().spent(RUN)).compareTo(BigDecimal.ZERO) == 0);
        assertThat(value(journal().unfinished().collectList())).isEmpty();
        assertThat(allRequests()).containsExactly(ASKED);
        value(novita.trainings().submit(hills));
    }

    @Test
    void aPriceThatCannotBeToldIsNotPaid() throws InterruptedException {
        restart("100", "0", new PriceTable(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE));

        assertThatExceptionOfType(NotSentException.class)
                .isThrownBy(() -> value(novita.trainings().submit(hills)))
                .withMessage(
                        "the budget of run \"spring\" has a price for steps, so maxTrainSteps must be given but was"
                                + " absent");

        assertThat(allRequests()).isEmpty();
        assertSpent("0");
    }

    @Test
    void spendingIsRememberedOverRestarts() {
        restart("3", "0", PRICES);
        value(novita.trainings().submit(hills));

        restart("2.9", "0", PRICES);

        assertRefused("it costs 1.5 USD, of a limit of 2.9 USD are spent 1.5 USD, and of a balance of 12.3456 USD must"
                + " remain 0 USD");
    }

    @Test
    void aBudgetWantsAJournal() {
        Budget budget = Budget.builder(RUN, BigDecimal.ONE, PRICES).build();

        assertThatIllegalStateException()
                .isThrownBy(() -> NovitaGateway.builder(config().build())
                        .codec(JsonCodec.strict())
                        .budget(budget)
                        .build())
                .withMessage("journal must be given with a budget but was absent");
    }
}
