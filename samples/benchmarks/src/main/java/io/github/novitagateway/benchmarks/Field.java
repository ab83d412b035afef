package io.github.novitagateway.benchmarks;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * All who take part in the contests of a table: a process for each, kept for all rows, or several for each in each row.
 * The JVM does not compile alike each time, so that a process is a sample, too.
 */
final class Field implements AutoCloseable {

    @Option(names = "--forks", description = "Processes of each client, each with all the rounds; default 1.")
    private int forks = 1;

    private final List<ClientProcess> processes = new ArrayList<>();

    /**
     * Lets all warm up, then run, as often as there are to be forks.
     *
     * @param operations in one round of one contestant
     * @param entries the contestants, in the same order in each row
     */
    Contest contest(Effort effort, int operations, Contestant.Entry... entries) {
        Contest contest = new Contest(effort, operations);
        for (int fork = 0; fork < forks; fork++) {
            contest.run(entered(entries));
            if (forks > 1) {
                close();
            }
        }
        return contest;
    }

    private List<ClientProcess> entered(Contestant.Entry... entries) {
        while (processes.size() < entries.length) {
            processes.add(ClientProcess.start());
        }
        for (int place = 0; place < entries.length; place++) {
            processes.get(place).enter(entries[place]);
        }
        return processes.subList(0, entries.length);
    }

    @Override
    public void close() {
        processes.forEach(ClientProcess::close);
        processes.clear();
    }
}
