package io.github.novitagateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.novitagateway.config.QuotaLimits;
import io.github.novitagateway.config.QuotaLimits.Pool;
import io.github.novitagateway.config.QuotaLimits.Rate;
import io.github.novitagateway.reactor.Quota;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.util.retry.Retry;

/** Permits of a bucket that nodes share: one comes each minute, twenty are there at first. */
class RedisQuotaTest extends RedisTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Pool POOL = Pool.TEXT_TO_IMAGE;
    private static final QuotaLimits LIMITS = QuotaLimits.builder()
            .rate(POOL, new Rate(1, Duration.ofMinutes(1), 20))
            .build();

    private static Duration take(Quota quota, int permits) {
        return Objects.requireNonNull(quota.take(POOL, permits).block(LONG));
    }

    /** What is asked for a moment later has come a bit nearer. */
    private static void assertWait(Duration wait, int minutes) {
        assertThat(wait).isBetween(Duration.ofMinutes(minutes).minusSeconds(30), Duration.ofMinutes(minutes));
    }

    @Test
    void nodesShareOneBucket() {
        RedisQuota one = node().quota(LIMITS);
        RedisQuota other = node().quota(LIMITS);

        assertThat(take(one, 15)).isZero();
        assertThat(take(other, 5)).isZero();
        assertWait(take(one, 1), 1);
        assertWait(take(other, 8), 8);
    }

    @Test
    void ofManyAtOnceNoMoreGetOneThanThereAre() {
        RedisQuota one = node().quota(LIMITS);
        RedisQuota other = node().quota(LIMITS);

        Long taken = Flux.range(0, 60)
                .flatMap(i -> (i % 2 == 0 ? one : other).take(POOL, 1), 32)
                .filter(Duration::isZero)
                .count()
                .block(LONG);
        assertThat(taken).isEqualTo(20);
    }

    @Test
    void whatIsGivenBackIsThereForOthersAndNeverMoreThanTheBurst() {
        RedisQuota one = node().quota(LIMITS);
        RedisQuota other = node().quota(LIMITS);
        take(one, 20);

        one.giveBack(POOL, 4).block(LONG);
        assertThat(take(other, 4)).isZero();
        one.giveBack(POOL, 1_000).block(LONG);
        assertThat(take(other, 20)).isZero();
        assertWait(take(other, 1), 1);
    }

    @Test
    void a429OfSeveralNodesEmptiesTheBucketOnce() {
        RedisQuota one = node().quota(LIMITS);
        RedisQuota other = node().quota(LIMITS);

        one.throttled(POOL, Duration.ofMinutes(3)).block(LONG);
        other.throttled(POOL, Duration.ofMinutes(3)).block(LONG);

        assertWait(take(one, 1), 4);
    }

    @Test
    void theBucketIsForgottenWhenItWouldBeFull() {
        take(node().quota(LIMITS), 3);

        List<String> keys = redis(commands -> commands.keys("novita:*"));
        assertThat(keys).singleElement().asString().endsWith(":quota:TEXT_TO_IMAGE");
        long seconds = redis(commands -> commands.ttl(keys.get(0)));
        assertThat(seconds).isBetween(170L, 181L);
    }

    @Test
    void poolsAndKeysHaveBucketsOfTheirOwn() {
        QuotaLimits both = QuotaLimits.builder()
                .rate(POOL, new Rate(1, Duration.ofMinutes(1), 20))
                .rate(Pool.TRAINING, new Rate(1, Duration.ofMinutes(1), 20))
                .build();
        RedisQuota quota = node().quota(both);
        take(quota, 20);

        assertThat(quota.take(Pool.TRAINING, 20).block(LONG)).isZero();
    }

    @Test
    void whileRedisIsAwayThereIsNothingAndThenThereIsAgain() throws IOException {
        RedisFleet fleet = quick();
        RedisQuota quota = fleet.quota(LIMITS);
        take(quota, 5);
        server().kill();

        assertThat(take(quota, 1)).isEqualTo(Duration.ofSeconds(1));
        server().begin();
        waitUntilRedisIsBack(fleet);
        assertThat(take(quota, 15)).isZero();
    }

    @Test
    void aShareBeginsWithNothingAndIsTakenFromTheBucketAfterwards() throws IOException {
        QuotaLimits fast = QuotaLimits.builder()
                .rate(POOL, new Rate(1_200, Duration.ofMinutes(1), 20))
                .build();
        RedisFleet fleet = quick();
        RedisQuota quota = fleet.quota(fast, 4);
        take(quota, 20);
        server().kill();

        assertThat(take(quota, 10)).as("a share of 5 a second, from nothing").isEqualTo(Duration.ofSeconds(1));
        Long taken = Flux.interval(Duration.ofMillis(20))
                .onBackpressureDrop()
                .concatMap(tick -> quota.take(POOL, 1))
                .filter(Duration::isZero)
                .take(Duration.ofSeconds(3))
                .count()
                .block(LONG);
        assertThat(taken).isBetween(5L, 17L);
        server().begin();
        waitUntilRedisIsBack(fleet);
        assertThat(take(quota, 1)).as("it was filled at 20 a second").isZero();
    }

    /** Five in ten came to this node of two, and none was taken; the other node may have taken its five. */
    @Test
    void whatANodeLeftOfItsShareIsForAllAndTheRestIsNot() throws IOException {
        QuotaLimits limits = QuotaLimits.builder()
                .rate(POOL, new Rate(300, Duration.ofMinutes(1), 20))
                .build();
        RedisFleet fleet = quick();
        RedisQuota quota = fleet.quota(limits, 2);
        take(quota, 20);
        server().kill();
        take(quota, 20);
        long away = System.nanoTime();
        server().begin();
        waitUntilRedisIsBack(fleet);

        double came = (System.nanoTime() - away) / 200e6;
        double left = 20 - take(quota, 20).toMillis() / 200.0;
        assertThat(left).isBetween(came / 2 - 1, came / 2 + 1);
    }

    @Test
    void whatIsGivenBackWhileRedisIsAwayIsThereAgain() throws IOException {
        QuotaLimits fast = QuotaLimits.builder()
                .rate(POOL, new Rate(1_200, Duration.ofMinutes(1), 20))
                .build();
        RedisQuota quota = quick().quota(fast, 4);
        take(quota, 20);
        server().kill();
        Flux.interval(Duration.ofMillis(50))
                .onBackpressureDrop()
                .concatMap(tick -> quota.take(POOL, 5))
                .filter(Duration::isZero)
                .blockFirst(LONG);

        assertThat(take(quota, 5)).isPositive();
        quota.giveBack(POOL, 5).block(LONG);
        assertThat(take(quota, 5)).isZero();
        server().begin();
    }

    @Test
    void aShareOfNobodyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> node().quota(LIMITS, 0))
                .withMessage("nodes must be 1..10000 but was 0");
    }

    private RedisFleet quick() {
        return kept(builder().timeout(Duration.ofMillis(500)).build());
    }

    private void waitUntilRedisIsBack(RedisFleet fleet) {
        redis(RedisCommands::ping);
        fleet.journal()
                .spent("any run")
                .retryWhen(Retry.fixedDelay(200, Duration.ofMillis(50)))
                .block(LONG);
    }
}
