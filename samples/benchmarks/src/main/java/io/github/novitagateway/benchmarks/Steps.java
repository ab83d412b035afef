package io.github.novitagateway.benchmarks;

import java.util.Collection;
import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The steps that {@link SmallSteps} measures, by JMH. */
@Command(name = "steps", description = "Reading, backing off and polling without a network, by JMH.")
final class Steps implements Callable<Integer> {

    @Mixin
    private final Effort effort = new Effort();

    @Override
    public Integer call() throws RunnerException {
        ChainedOptionsBuilder options = options()
                .forks(effort.quick() ? 0 : 1)
                .warmupIterations((int) Math.max(1, effort.warmUp().toSeconds()))
                .measurementIterations(effort.rounds())
                .addProfiler(GCProfiler.class);
        return run(options).isEmpty() ? 1 : 0;
    }

    static ChainedOptionsBuilder options() {
        return new OptionsBuilder()
                .include(SmallSteps.class.getName())
                .warmupTime(TimeValue.seconds(1))
                .measurementTime(TimeValue.seconds(1));
    }

    static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
        return new Runner(options.build()).run();
    }
}
