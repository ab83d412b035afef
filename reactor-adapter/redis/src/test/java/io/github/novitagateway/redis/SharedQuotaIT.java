package io.github.novitagateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxLedger.PaidTask;
import io.github.novitagateway.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Three processes with one key, a service that counts, and a Redis that is away for a while: a minute of the service's
 * time, or {@code -Dquota.minutes=3} as {@code docs/guards.md} has it, of which 20 images may be drawn in each. Charts
 * of nodes that go by their share meanwhile and of nodes that wait are left in {@code target}.
 */
class SharedQuotaIT extends RedisTest {

    private static final int SPEED = 6;
    private static final int A_MINUTE = 20;
    private static final int BURST = 18;
    private static final int NODES = 3;
    private static final int MINUTES = Integer.getInteger("quota.minutes", 1);
    private static final Duration LENGTH = Duration.ofMinutes(MINUTES).dividedBy(SPEED);

    /** A minute is short beside what a busy machine takes for a process or a connection. */
    private static final boolean IS_SHORT = MINUTES < 3;

    private static final long MOST_REFUSED = IS_SHORT ? 2 : 0;
    private static final double LEAST_USED = IS_SHORT ? 0.7 : 0.9;
    private static final long PRICE = 20;

    @ParameterizedTest
    @CsvSource({"3, quota.svg", "0, quota-waiting.svg"})
    @Timeout(180)
    void threeProcessesUseWhatTheirKeyAllowsAndNoMore(int shares, String picture) throws Exception {
        SandboxOptions options = SandboxOptions.builder()
                .speed(SPEED)
                .txt2imgPerMinute(A_MINUTE)
                .imagePrice(PRICE)
                .build();
        List<Process> nodes = new ArrayList<>();
        try (Sandbox service = Sandbox.start(options)) {
            for (int node = 0; node < NODES; node++) {
                nodes.add(QuotaProcess.start(server().port(), service.baseUrl(), A_MINUTE * SPEED, BURST, shares));
            }
            awaitFirst(service);
            Instant begin = service.ledger().paidTasks().get(0).instant();
            pause(Duration.ofSeconds(1));
            long refusedAtFirst = refused(service);
            pause(LENGTH.dividedBy(3));
            server().kill();
            Instant away = Instant.now();
            pause(LENGTH.dividedBy(6));
            server().begin();
            Instant back = Instant.now();
            pause(Duration.between(Instant.now(), begin.plus(LENGTH)));

            List<PaidTask> drawn = service.ledger().paidTasks().stream()
                    .filter(task -> task.instant().isBefore(begin.plus(LENGTH)))
                    .toList();
            long refused = refused(service);
            Chart chart = new Chart(begin, away, back, drawn);
            Files.writeString(Path.of("target", picture), chart.svg());
            System.out.printf(
                    Locale.ROOT,
                    "Quota, %s while Redis is away: %d images of %.0f allowed (%.0f %%) by %d processes in %s of the service; %d answers of 429, %d of them in the first second;"
                            + " Redis was away for %.1f s%n",
                    shares == 0 ? "waiting" : "by shares",
                    chart.images(LENGTH),
                    allowed(LENGTH),
                    100.0 * (double) chart.images(LENGTH) / allowed(LENGTH),
                    NODES,
                    LENGTH.multipliedBy(SPEED),
                    refused,
                    refusedAtFirst,
                    Duration.between(away, back).toMillis() / 1000.0);
            assertThat(refused - refusedAtFirst)
                    .as("answers of 429 after the first second")
                    .isLessThanOrEqualTo(MOST_REFUSED);
            assertThat((double) chart.images(LENGTH)).isBetween(LEAST_USED * allowed(LENGTH), allowed(LENGTH));
        } finally {
            nodes.forEach(Process::destroyForcibly);
        }
    }

    /** The bucket of the first moment, and what comes into it. */
    private static double allowed(Duration time) {
        return A_MINUTE + A_MINUTE * SPEED * (time.toMillis() / 60_000.0);
    }

    private static void awaitFirst(Sandbox service) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(60);
        while (service.ledger().paidTasks().isEmpty()) {
            assertThat(Instant.now()).as("no drawing was ordered").isBefore(end);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static long refused(Sandbox service) {
        return service.ledger().requests().stream()
                .filter(request -> request.status() == 429)
                .count();
    }

    private static void pause(Duration time) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(Math.max(0, time.toMillis()));
    }

    /** Images over time beside what was allowed. */
    private record Chart(Instant begin, Instant away, Instant back, List<PaidTask> drawn) {

        private static final int WIDTH = 720;
        private static final int HEIGHT = 300;

        long images(Duration until) {
            return drawn.stream()
                            .filter(task -> !task.instant().isAfter(begin.plus(until)))
                            .mapToLong(PaidTask::price)
                            .sum()
                    / PRICE;
        }

        String svg() throws IOException {
            StringBuilder line = new StringBuilder();
            for (Duration time = Duration.ZERO; time.compareTo(LENGTH) <= 0; time = time.plusMillis(100)) {
                line.append(point(time, (double) images(time)));
            }
            double from = x(Duration.between(begin, away));
            double to = x(Duration.between(begin, back));
            return String.format(
                    Locale.ROOT,
                    """
                    <svg xmlns="http://www.w3.org/2000/svg" viewBox="-50 -20 800 350" font-family="sans-serif" font-size="12">
                    <rect x="-50" y="-20" width="800" height="350" fill="#fff"/>
                    <rect x="%.1f" y="0" width="%.1f" height="%d" fill="#e8e8e8"/><text x="%.1f" y="14">Redis is away</text>
                    <path d="M0 0V%d H%d" fill="none" stroke="#444"/>
                    <polyline points="%s%s" fill="none" stroke="#b33" stroke-dasharray="5 4"/>
                    <polyline points="%s" fill="none" stroke="#27548a" stroke-width="2"/>
                    <text x="0" y="%d">0</text><text x="%d" y="%d" text-anchor="end">%d s, %d min of the service</text>
                    <text x="-6" y="12" text-anchor="end">%.0f</text><text x="460" y="250" fill="#b33">allowed</text>
                    <text x="460" y="270" fill="#27548a">images drawn, three processes</text>
                    </svg>
                    """,
                    from,
                    to - from,
                    HEIGHT,
                    from + 4,
                    HEIGHT,
                    WIDTH,
                    point(Duration.ZERO, allowed(Duration.ZERO)),
                    point(LENGTH, allowed(LENGTH)),
                    line,
                    HEIGHT + 18,
                    WIDTH,
                    HEIGHT + 18,
                    LENGTH.toSeconds(),
                    LENGTH.multipliedBy(SPEED).toMinutes(),
                    allowed(LENGTH));
        }

        private static String point(Duration time, double images) {
            return String.format(Locale.ROOT, "%.1f,%.1f ", x(time), HEIGHT - HEIGHT * images / allowed(LENGTH));
        }

        private static double x(Duration time) {
            return WIDTH * (double) time.toMillis() / LENGTH.toMillis();
        }
    }
}
