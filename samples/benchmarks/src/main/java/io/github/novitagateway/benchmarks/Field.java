package io.github.novitagateway.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** All who take part in the contests of a table: a process for each, kept for all rows. */
final class Field implements AutoCloseable {

    private final List<ClientProcess> processes = new ArrayList<>();

    /**
     * Lets all warm up, then run.
     *
     * @param operations in one round of one contestant
     * @param entries the contestants, in the same order in each row
     */
    Contest contest(Effort effort, int operations, Contestant.Entry... entries) {
        while (processes.size() < entries.length) {
            processes.add(ClientProcess.start());
        }
        for (int place = 0; place < entries.length; place++) {
            processes.get(place).enter(entries[place]);
        }
        return Contest.run(processes.subList(0, entries.length), effort, operations);
    }

    @Override
    public void close() {
        processes.forEach(ClientProcess::close);
    }
}
