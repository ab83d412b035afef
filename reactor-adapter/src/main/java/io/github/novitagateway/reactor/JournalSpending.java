package io.github.novitagateway.reactor;

import io.github.novitagateway.guard.Require;
import io.github.novitagateway.reactor.TaskJournal.Cost;
import io.github.novitagateway.reactor.TaskJournal.Intended;
import io.github.novitagateway.reactor.TaskJournal.Spent;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What runs have spent, by the requests that a journal holds and by those that it holds no longer. For one thread. */
final class JournalSpending {

    private final Map<String, BigDecimal> totals = new HashMap<>();
    private final Map<String, Spent> kept = new LinkedHashMap<>();

    /** {@return what the run has spent by now} */
    BigDecimal count(Cost cost) {
        return add(cost.run(), cost.usd());
    }

    void giveBack(Cost cost) {
        add(cost.run(), cost.usd().negate());
    }

    private BigDecimal add(String run, BigDecimal usd) {
        BigDecimal total = of(run).add(usd);
        totals.put(run, total);
        return total;
    }

    /** Keeps the cost of a request that is about to be forgotten. */
    void keep(Intended request) {
        Cost cost = request.cost();
        if (cost != null) {
            kept.merge(cost.run(), new Spent(cost, request.at()), JournalSpending::sum);
        }
    }

    private static Spent sum(Spent one, Spent other) {
        Cost sum = new Cost(one.cost().run(), one.cost().usd().add(other.cost().usd()));
        return new Spent(sum, one.at().isAfter(other.at()) ? one.at() : other.at());
    }

    /** Takes what was kept earlier, in place of what was known of that. Returns whether that is anything new. */
    boolean take(Spent spent) {
        Spent before = kept.put(spent.cost().run(), spent);
        if (before != null) {
            giveBack(before.cost());
        }
        count(spent.cost());
        return !spent.equals(before);
    }

    BigDecimal of(String run) {
        return Require.money("spent", totals.getOrDefault(run, BigDecimal.ZERO));
    }

    Collection<Spent> kept() {
        return kept.values();
    }
}
