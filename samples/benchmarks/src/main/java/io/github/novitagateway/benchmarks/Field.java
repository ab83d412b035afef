package io.github.novitagateway.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/**
 * All who take part in the contests of a table: a process for each, or several, kept for all rows. The JVM does not
 * compile alike each time, so that a process is a sample, too.
 */
final class Field implements AutoCloseable {

    @Option(names = "--forks", description = "Processes of each client, each with all the rounds; default 1.")
    private int forks = 1;

    private final Map<Integer, List<ClientProcess>> processes = new HashMap<>();

    /**
     * Lets all warm up, then run, as often as there are to be forks.
     *
     * @param operations in one round of one contestant
     * @param entries the contestants, in the same order in each row
     */
    Contest contest(Effort effort, int operations, Contestant.Entry... entries) {
        Contest contest = new Contest(effort, operations);
        for (int fork = 0; fork < forks; fork++) {
            contest.run(entered(fork, entries));
        }
        return contest;
    }

    private List<ClientProcess> entered(int fork, Contestant.Entry... entries) {
        List<ClientProcess> own = processes.computeIfAbsent(fork, none -> new ArrayList<>());
        while (own.size() < entries.length) {
            own.add(ClientProcess.start());
        }
        for (int place = 0; place < entries.length; place++) {
            own.get(place).enter(entries[place]);
        }
        return own.subList(0, entries.length);
    }

    @Override
    public void close() {
        processes.values().stream().flatMap(List::stream).forEach(ClientProcess::close);
        processes.clear();
    }
}
