package io.github.novitagateway.fleet;

import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.fleet.PaidOnce.PayingRules;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.reactor.PollingPolicy;
import io.github.novitagateway.reactor.TaskJournal;
import io.github.novitagateway.redis.RedisFleet;
import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Tests of workers over a real Redis and the sandbox. */
abstract class WorkingTest extends RedisTest {
    private static final Duration LOOK = Duration.ofMillis(50);
    static final Duration SETTLING = Duration.ofMillis(300);
    static final int TRIES = 2;

    final Sandbox sandbox = Sandbox.start(SandboxOptions.builder().speed(600).build());
    final Sinks.Empty<Void> stop = Sinks.empty();
    final TurnstileQuota quota = new TurnstileQuota();
    private final List<NovitaGateway> gateways = new ArrayList<>();
    private final List<RedisFleet> fleets = new ArrayList<>();

    @AfterEach
    void close() {
        stop.tryEmitEmpty();
        gateways.forEach(NovitaGateway::close);
        fleets.forEach(RedisFleet::close);
        sandbox.close();
    }

    JobView ended(StyleJob job) {
        now(node("").add(job));
        return ended(job.id());
    }

    JobView ended(String id) {
        CompletableFuture<Void> running =
                worker("one", false).run(stop.asMono()).toFuture();
        JobView end = last(id);
        running.cancel(true);
        return end;
    }

    JobView last(String id) {
        List<JobView> seen =
                seen(node(""), job -> job.id().equals(id) && job.state().isEnd());
        return seen.get(seen.size() - 1);
    }

    Worker worker(String name, boolean payAgain) {
        return worker(name, 2, payAgain, stop.asMono());
    }

    Worker worker(String name, int atOnce, boolean payAgain, Mono<Void> stopped) {
        RedisFleet fleet = RedisFleet.builder(client(), uri(), KEY)
                .node(name)
                .takeOverAfter(TAKE_OVER)
                .heartbeat(TAKE_OVER.dividedBy(Worker.HEARTBEATS))
                .sweepInterval(LOOK)
                .build();
        fleets.add(fleet);
        NovitaGateway novita = NovitaGateway.builder(NovitaConfig.builder(KEY)
                        .baseUrl(sandbox.baseUrl())
                        .retry(RetryPolicy.builder()
                                .maxRetries(0)
                                .outcomeSearch(SETTLING)
                                .build())
                        .build())
                .journal(new HeldJournal(fleet.journal()))
                .quota(new QuotaUntilStop(quota, stopped))
                .trainingPolling(PollingPolicy.fixed(LOOK))
                .imagePolling(PollingPolicy.fixed(LOOK))
                .build();
        gateways.add(novita);
        JobJournal journal = new JobJournal(fleet.journal());
        PayingRules rules = new PayingRules(SETTLING, payAgain);
        StyleWork work = new StyleWork(
                new StyleTraining(novita, fleet.watches(novita), journal, rules, new JobPictures()),
                new StyleDrawings(novita, journal, rules, folder.resolve("out")),
                journal);
        return new Worker(node(name), work, name, atOnce, TRIES, said -> {});
    }

    long paid(String kind) {
        return sandbox.ledger().paidTasks().stream()
                .filter(task -> task.kind().equals(kind))
                .count();
    }

    long asked(String path) {
        return sandbox.ledger().requests().stream()
                .filter(request ->
                        request.method().equals("GET") && request.path().equals(path))
                .count();
    }

    TaskJournal journal() {
        return fleets.get(0).journal();
    }

    long unfinished() {
        return now(journal().unfinished().count());
    }
}
