package io.github.novitagateway.fleet;

import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.config.QuotaLimits;
import io.github.novitagateway.config.QuotaLimits.Pool;
import io.github.novitagateway.config.QuotaLimits.Rate;
import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.fleet.PaidOnce.PayingRules;
import io.github.novitagateway.guard.Require;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.reactor.PollingPolicy;
import io.github.novitagateway.redis.RedisFleet;
import io.lettuce.core.RedisClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/** {@code fleet worker}. */
@Command(
        name = "worker",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Does jobs until it is ended. On SIGTERM it takes no more, hands back what it holds, and ends with 0.",
            ""
        })
final class WorkerCommand implements Callable<Integer> {
    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);
    private static final double GROWTH = 1.5;
    private static final int MILLIS = 1_000;

    @Mixin
    private FleetOptions fleet = new FleetOptions();

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            defaultValue = "${NOVITA_BASE_URL:-https://api.novita.ai}",
            description = "Address of the service; default NOVITA_BASE_URL, else https://api.novita.ai.")
    private URI baseUrl = URI.create("https://api.novita.ai");

    @Option(names = "--node", paramLabel = "NAME", description = "Name of this worker among all; random if not given.")
    private @Nullable String node;

    @Option(names = "--jobs", paramLabel = "N", description = "How many jobs at once, 1 to 1000.")
    private int jobs = 8;

    @Option(names = "--tries", paramLabel = "N", description = "After how many a job goes to the dead letters.")
    private int tries = 5;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for the drawings, one within it for each job.")
    private Path out = Path.of("novita-out");

    @Option(
            names = "--take-over-seconds",
            paramLabel = "S",
            description = "How long a worker must be silent for others to go on with its jobs; the same for all.")
    private double takeOver = 30;

    @Option(
            names = "--settling-seconds",
            paramLabel = "S",
            description = "How long after it was sent a paid request without an answer may still show in the list.")
    private double settling = 30;

    @Option(names = "--poll-seconds", paramLabel = "S", description = "The longest wait between two looks at a task.")
    private double poll = 5;

    @Option(
            names = "--txt2img-per-minute",
            paramLabel = "N",
            description = "How many images all workers together may order in a minute.")
    private int imagesPerMinute = Objects.requireNonNull(
                    QuotaLimits.documented().rate(Pool.TEXT_TO_IMAGE))
            .permits();

    @Option(
            names = "--retry-paid-requests",
            description = "Pay again for what may have been paid and cannot be found, instead of giving up its job.")
    private boolean payAgain;

    @Override
    public Integer call() {
        Require.within("jobs", jobs, 1, 1000);
        Require.within("tries", tries, 1, 1_000_000);
        RedisClient client = RedisCalls.client();
        RedisFleet shared = shared(client);
        Termination.handing(stop -> {
            NovitaGateway novita = gateway(shared, stop);
            say(shared.node() + " takes jobs from " + RedisCalls.place(fleet.uri()));
            return worker(client, shared, novita)
                    .run(stop)
                    .then(Mono.defer(novita::closeLater))
                    .then(Mono.defer(shared::closeLater))
                    .then(Mono.defer(() -> Mono.fromFuture(client.shutdownAsync())))
                    .then();
        });
        return 0;
    }

    private RedisFleet shared(RedisClient client) {
        RedisFleet.Builder shared = fleet.fleet(client)
                .takeOverAfter(span("take-over-seconds", takeOver))
                .heartbeat(span("take-over-seconds", takeOver).dividedBy(Worker.HEARTBEATS))
                .sweepInterval(span("poll-seconds", poll));
        return (node == null ? shared : shared.node(node)).build();
    }

    private NovitaGateway gateway(RedisFleet shared, Mono<Void> stop) {
        Duration longest = span("poll-seconds", poll);
        NovitaConfig config = NovitaConfig.builder(fleet.apiKey())
                .baseUrl(baseUrl)
                .retry(RetryPolicy.builder()
                        .outcomeSearch(span("settling-seconds", settling))
                        .retryPaidRequests(payAgain)
                        .build())
                .build();
        return NovitaGateway.builder(config)
                .journal(new HeldJournal(shared.journal()))
                .quota(new QuotaUntilStop(shared.quota(limits()), stop))
                .trainingPolling(PollingPolicy.paced(longest))
                .imagePolling(PollingPolicy.exponential(
                        longest.compareTo(FIRST_LOOK) < 0 ? longest : FIRST_LOOK, GROWTH, longest))
                .build();
    }

    /** A burst as large as the service's would leave no room for what is on its way. */
    private QuotaLimits limits() {
        QuotaLimits documented = QuotaLimits.documented();
        Rate rate = Objects.requireNonNull(documented.rate(Pool.TEXT_TO_IMAGE));
        Require.within("txt2img-per-minute", imagesPerMinute, 1, 1_000_000);
        return QuotaLimits.builder()
                .rate(
                        Pool.TEXT_TO_IMAGE,
                        new Rate(imagesPerMinute, rate.period(), Math.min(imagesPerMinute, rate.burst())))
                .build();
    }

    private Worker worker(RedisClient client, RedisFleet shared, NovitaGateway novita) {
        JobStream stream = new JobStream(
                new RedisCalls(client, fleet.uri(), WorkerCommand::say),
                fleet.keys(),
                shared.node(),
                span("take-over-seconds", takeOver));
        JobJournal journal = new JobJournal(shared.journal());
        PayingRules rules = new PayingRules(span("settling-seconds", settling), payAgain);
        StyleWork work = new StyleWork(
                new StyleTraining(novita, shared.watches(novita), journal, rules, new JobPictures()),
                new StyleDrawings(novita, journal, rules, out),
                journal);
        return new Worker(stream, work, shared.node(), jobs, tries, WorkerCommand::say);
    }

    private static Duration span(String field, double seconds) {
        return Require.positive(field, Duration.ofMillis(Math.round(seconds * MILLIS)));
    }

    private static void say(String what) {
        System.out.println(LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MILLIS) + "  " + what);
    }
}
