package io.github.novitagateway.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** Racers that take turns: each round of each stands beside one of each other. */
final class Contest {

    private final Map<String, List<Round>> rounds = new LinkedHashMap<>();
    private final Effort effort;
    private final int operations;

    /** @param operations in one round of one of them */
    Contest(Effort effort, int operations) {
        this.effort = effort;
        this.operations = operations;
    }

    /** Lets all warm up, then run; once more with the same in other processes, whose rounds are added. */
    Contest run(List<? extends Racer> racers) {
        if (!effort.warmUp().isZero()) {
            warmUp(racers, effort.warmUp().toNanos() / racers.size());
        }
        for (int turn = 0; turn < effort.rounds(); turn++) {
            racers.forEach(racer -> rounds.computeIfAbsent(racer.name(), name -> new ArrayList<>())
                    .add(racer.round(operations)));
        }
        return this;
    }

    /** Each in turn, until it has run for its share: of rounds that all alike have, the slowest would take most. */
    private void warmUp(List<? extends Racer> racers, long share) {
        Map<String, Long> warm = new HashMap<>();
        List<Racer> cold = new ArrayList<>(racers);
        while (!cold.isEmpty()) {
            cold.removeIf(racer -> {
                Round round = racer.round(operations);
                return warm.merge(racer.name(), round.nanos(), Long::sum) >= share;
            });
        }
    }

    /** {@return who took part, in the order in which they ran} */
    Set<String> names() {
        return Collections.unmodifiableSet(rounds.keySet());
    }

    /** A figure of one contestant. */
    Series figure(String name, ToDoubleFunction<Round> figure) {
        return Series.of(rounds(name), figure);
    }

    /** A figure of one contestant, as multiple of what another has in the same turn. */
    Series ratio(String name, String other, ToDoubleFunction<Round> figure) {
        return Series.ratio(rounds(name), rounds(other), figure);
    }

    private List<Round> rounds(String name) {
        List<Round> found = rounds.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no contestant " + name);
        }
        return found;
    }
}
