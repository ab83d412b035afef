package io.github.novitagateway.soak;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.reactor.PollingPolicy;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Watches and uploads without end, samples of what that costs, and a verdict: exit code 1 when something grows. */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        description = "Puts a gateway under load against a sandbox with faults.")
final class Soak implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int TRAININGS_UNTIL_THE_DEADLINE = 4;

    @Option(names = "--seconds", defaultValue = "600", description = "How long it runs; default ${DEFAULT-VALUE}.")
    private long seconds;

    @Option(names = "--watches", defaultValue = "2000", description = "Parallel watches; default ${DEFAULT-VALUE}.")
    private int watches;

    @Option(names = "--uploads", defaultValue = "200", description = "Uploads in a round; default ${DEFAULT-VALUE}.")
    private int uploads;

    @Option(
            names = "--training-seconds",
            defaultValue = "120",
            description = "How long one training takes; default ${DEFAULT-VALUE}.")
    private double trainingSeconds;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of chance; default ${DEFAULT-VALUE}.")
    private long seed;

    /** Runs it and ends the process. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Soak()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Duration training = Duration.ofMillis((long) (trainingSeconds * 1000));
        Plan plan = new Plan(Duration.ofSeconds(seconds), watches, uploads, training, seed);
        List<String> complaints = run(plan, System.out);
        complaints.forEach(complaint -> System.out.println("FAILED: " + complaint));
        System.out.println(complaints.isEmpty() ? "PASSED" : "FAILED");
        return complaints.isEmpty() ? 0 : 1;
    }

    /** What is to be complained of in the end. */
    static List<String> run(Plan plan, PrintStream out) throws IOException {
        Tally tally = new Tally();
        Hooks.onErrorDropped(dropped -> tally.defect("dropped", dropped));
        try (SandboxProcess sandbox = SandboxProcess.start(plan)) {
            NovitaGateway novita = gateway(plan, sandbox.baseUrl(), tally);
            List<Sample> samples = sampled(plan, novita, tally, out);
            novita.closeLater().block(PATIENCE);
            List<Sample> warm = samples.subList(plan.warmUp(), samples.size());
            return new Verdict(warm, tally, sandbox.paidTrainings(), plan.heapShare()).complaints();
        } finally {
            Hooks.resetOnErrorDropped();
        }
    }

    private static List<Sample> sampled(Plan plan, NovitaGateway novita, Tally tally, PrintStream out) {
        Mono<List<Sample>> samples = tally.atWork()
                .thenMany(Flux.interval(plan.span(), Schedulers.newSingle("soak-samples", true)))
                .onBackpressureDrop()
                .map(tick -> Sample.take(plan.span().multipliedBy(tick + 1)))
                .doOnNext(sample -> out.println(sample + "  " + tally))
                .take(plan.samples())
                .collectList();
        Mono<List<Sample>> load = new Load(plan, novita, tally).forever().then(Mono.empty());
        return Objects.requireNonNull(
                Mono.firstWithValue(samples, load).block(plan.duration().plus(PATIENCE)));
    }

    private static NovitaGateway gateway(Plan plan, URI service, Tally tally) {
        NovitaConfig config = NovitaConfig.builder(ApiKey.of("soak"))
                .baseUrl(service)
                .trainingLimits(WatchLimits.builder(plan.training().multipliedBy(TRAININGS_UNTIL_THE_DEADLINE))
                        .build())
                .build();
        return NovitaGateway.builder(config)
                .trainingPolling(PollingPolicy.paced(plan.look()))
                .httpClient(client -> client.doOnResponse((response, connection) ->
                                tally.answered(response.status().code()))
                        .doOnError((request, cause) -> tally.broken(cause), (response, cause) -> tally.broken(cause)))
                .build();
    }
}
