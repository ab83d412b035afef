package io.github.novitagateway.benchmarks;

import io.github.novitagateway.benchmarks.TrainingWorld.Hints;
import io.github.novitagateway.reactor.PollingPolicy;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How late the policies see a model in service, and for how many requests: in virtual time, the same at each run. */
@Command(name = "polling", description = "Delay of detection against polls, in virtual time.")
final class Polling implements Callable<Integer> {

    static final long SEED = 20261125;
    static final double JITTER = 0.2;

    private static final PollingPolicy PACED = PollingPolicy.paced();
    private static final PollingPolicy EXPONENTIAL =
            PollingPolicy.exponential(Duration.ofSeconds(1), 1.5, Duration.ofSeconds(30));

    private final PrintStream out;

    @Option(names = "--quick", description = "A tenth of the trainings: 95th percentiles are up to 5 % off.")
    private boolean quick;

    Polling(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        Table usual = new Table(
                out,
                "Polls a training, mean delay, 95th percentile (s), by what the service says of the time left",
                "policy",
                "nothing",
                "noisy",
                "half nothing, half coarse",
                "misleading");
        usual.row(cells("fixed 5 s", PollingPolicy.fixed(Duration.ofSeconds(5)), 0));
        usual.row(cells("fixed 30 s", PollingPolicy.fixed(Duration.ofSeconds(30)), 0));
        usual.row(cells("exponential 1.5x, 1 to 30 s, starting over at a change of stage", EXPONENTIAL, 0));
        usual.row(cells("**paced** (default)", PACED, 0));
        usual.row(cells("paced, with the jitter of the gateway", PACED, JITTER));
        Table others = new Table(
                out, "Other worlds: polls, mean delay (s)", "world", "exponential", "paced, no hints", "paced, noisy");
        for (int world = 0; world < TrainingWorld.others(Hints.NONE).size(); world++) {
            TrainingWorld silent = TrainingWorld.others(Hints.NONE).get(world);
            TrainingWorld noisy = TrainingWorld.others(Hints.NOISY).get(world);
            others.row(
                    silent.name(),
                    trial(EXPONENTIAL, silent, 0).shortText(),
                    trial(PACED, silent, 0).shortText(),
                    trial(PACED, noisy, 0).shortText());
        }
        return 0;
    }

    private PolicyTrial trial(PollingPolicy policy, TrainingWorld world, double jitter) {
        int trainings = quick ? TrainingWorld.TRAININGS / 10 : TrainingWorld.TRAININGS;
        return PolicyTrial.of(policy, world.trainings(trainings, SEED), jitter, SEED);
    }

    private String[] cells(String name, PollingPolicy policy, double jitter) {
        return Stream.concat(
                        Stream.of(name),
                        Arrays.stream(Hints.values())
                                .map(hints -> trial(policy, TrainingWorld.usual(hints), jitter)
                                        .text()))
                .toArray(String[]::new);
    }
}
