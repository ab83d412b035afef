package io.github.novitagateway.account;

import io.github.novitagateway.guard.Require;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * How far a gateway may go with money, in US dollars, each figure 0 or more with at most 9 decimals.
 *
 * @param run whose spending is counted, over restarts; one line. Another name begins anew
 * @param limit most that the run may spend in all
 * @param floor least that must remain in the account
 * @param prices what requests cost
 */
public record Budget(String run, BigDecimal limit, BigDecimal floor, PriceTable prices) {
    /** Checks the figures. */
    public Budget {
        Require.label("budget.run", run);
        limit = Require.money("budget.limit", limit);
        floor = Require.money("budget.floor", floor);
        Objects.requireNonNull(prices, "prices");
    }

    /**
     * Starts a budget.
     *
     * @param run whose spending is counted, over restarts; one line
     * @param limit most that the run may spend in all
     * @param prices what requests cost
     * @return a builder with a floor of 0
     */
    public static Builder builder(String run, BigDecimal limit, PriceTable prices) {
        return new Builder(run, limit, prices);
    }

    /** Collects what differs from the defaults. */
    public static final class Builder {
        private final String run;
        private final BigDecimal limit;
        private final PriceTable prices;
        private BigDecimal floor = BigDecimal.ZERO;

        private Builder(String run, BigDecimal limit, PriceTable prices) {
            this.run = run;
            this.limit = limit;
            this.prices = prices;
        }

        /**
         * Sets what must remain in the account.
         *
         * @param floor in US dollars, 0 or more; default: 0
         * @return this builder
         */
        public Builder floor(BigDecimal floor) {
            this.floor = Objects.requireNonNull(floor, "floor");
            return this;
        }

        /**
         * Builds the budget.
         *
         * @return the budget
         * @throws IllegalArgumentException when a figure is out of range
         */
        public Budget build() {
            return new Budget(run, limit, floor, prices);
        }
    }
}
