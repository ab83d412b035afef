package io.github.novitagateway.sandbox;

import java.util.SplittableRandom;

/** Which of the requests that pass by a fault strikes. */
sealed interface Occurrence {
    /**
     * Whether it strikes a request.
     *
     * @param request the number of the request since the fault was switched on, from 1
     * @param chance a source of chance that is asked for every request
     */
    boolean strikes(long request, SplittableRandom chance);

    /** Whether it strikes no more after so many requests. */
    default boolean isOver(long requests) {
        return false;
    }

    /** What its source of chance starts from. */
    default long seed() {
        return 0;
    }

    /** Every request. */
    record Always() implements Occurrence {
        @Override
        public boolean strikes(long request, SplittableRandom chance) {
            return true;
        }
    }

    /** The next requests, then none. */
    record Next(int requests) implements Occurrence {
        public Next {
            if (requests < 1) {
                throw new IllegalArgumentException("requests must be 1 or more but was " + requests);
            }
        }

        @Override
        public boolean strikes(long request, SplittableRandom chance) {
            return request <= requests;
        }

        @Override
        public boolean isOver(long passed) {
            return passed >= requests;
        }
    }

    /** One request of so many: the last of each round. */
    record Every(int nth) implements Occurrence {
        public Every {
            if (nth < 1) {
                throw new IllegalArgumentException("nth must be 1 or more but was " + nth);
            }
        }

        @Override
        public boolean strikes(long request, SplittableRandom chance) {
            return request % nth == 0;
        }
    }

    /** Some requests, always the same for the same seed. */
    record Chance(double probability, long seed) implements Occurrence {
        public Chance {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("probability must be 0..1 but was " + probability);
            }
        }

        @Override
        public boolean strikes(long request, SplittableRandom chance) {
            return chance.nextDouble() < probability;
        }
    }
}
