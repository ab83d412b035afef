package io.github.novitagateway.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Contestants that take turns: each round of each stands beside one of each other. */
final class Contest {

    private final Map<String, List<Round>> rounds = new LinkedHashMap<>();

    private Contest() {}

    /**
     * Lets all warm up, then run.
     *
     * @param operations in one round of one contestant
     */
    static Contest run(List<? extends Contestant> contestants, Effort effort, int operations) {
        Contest contest = new Contest();
        warmUp(contestants, effort.warmUp().toNanos() / contestants.size(), operations);
        for (int turn = 0; turn < effort.rounds(); turn++) {
            contestants.forEach(contestant -> contest.rounds
                    .computeIfAbsent(contestant.name(), name -> new ArrayList<>())
                    .add(Meter.measure(contestant, operations)));
        }
        return contest;
    }

    /** Each in turn, until it has run for its share: of rounds that all alike have, the slowest would take most. */
    private static void warmUp(List<? extends Contestant> contestants, long share, int operations) {
        Map<String, Long> warm = new HashMap<>();
        List<Contestant> cold = new ArrayList<>(contestants);
        while (!cold.isEmpty()) {
            cold.removeIf(contestant -> {
                Round round = Meter.measure(contestant, operations);
                return warm.merge(contestant.name(), round.nanos(), Long::sum) >= share;
            });
        }
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
