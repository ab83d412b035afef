package io.github.novitagateway.reactor;

import io.github.novitagateway.guard.BoundException;
import io.github.novitagateway.guard.Require;
import io.github.novitagateway.task.TaskSnapshot;
import io.github.novitagateway.training.TaskStatus.TrainingStage;
import java.time.Duration;

/**
 * Follows the stages of a training: seldom in the queue, by the service's own estimate while it trains, often while the
 * model is deployed, since what counts is to be awake when the stage changes.
 *
 * @param first wait between a submit and the first request; default 5 s, never longer than {@code longest}
 * @param longest wait in the queue, in unknown states and in training without an estimate; default 30 s
 * @param shortest least wait in training with an estimate; default 3 s
 * @param etaShare share of the estimated time left to wait in training; above 0, up to 1, default 0.7
 * @param deploying wait while the model is deployed; default 3 s
 * @param patience time in deployment after which {@code longest} is the wait again; default 20 min
 */
public record PacedPolling(
        Duration first, Duration longest, Duration shortest, double etaShare, Duration deploying, Duration patience)
        implements PollingPolicy {

    /** Checks the settings and cuts each wait to the longest one. */
    public PacedPolling {
        longest = Require.positive("longest", longest);
        first = min(Require.positive("first", first), longest);
        shortest = min(Require.positive("shortest", shortest), longest);
        deploying = min(Require.positive("deploying", deploying), longest);
        Require.positive("patience", patience);
        if (!(etaShare > 0 && etaShare <= 1)) {
            throw new BoundException("etaShare", "above 0 and at most 1", String.valueOf(etaShare));
        }
    }

    /** {@return a builder that holds the defaults} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Session start() {
        return new Pacing(this);
    }

    private Duration paced(TaskSnapshot snapshot, Duration deployingFor) {
        if (snapshot.stage() == TrainingStage.DEPLOYING) {
            return deployingFor.compareTo(patience) < 0 ? deploying : longest;
        }
        Duration eta = snapshot.eta();
        if (snapshot.stage() != TrainingStage.TRAINING || eta == null || eta.isZero() || eta.isNegative()) {
            return longest;
        }
        Duration share = Duration.ofMillis((long) (eta.toMillis() * etaShare));
        return share.compareTo(shortest) < 0 ? shortest : min(share, longest);
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** Adds up the waits in deployment, and backs off from the wait it was at while requests fail. */
    private static final class Pacing implements Session {

        private final PacedPolling settings;
        private Duration wait;
        private Duration deployingFor = Duration.ZERO;

        private Pacing(PacedPolling settings) {
            this.settings = settings;
            this.wait = settings.first();
        }

        @Override
        public Duration next(Observation observation) {
            TaskSnapshot snapshot = observation.snapshot();
            boolean deploys = snapshot != null && snapshot.stage() == TrainingStage.DEPLOYING;
            if (observation.failed() || snapshot == null) {
                wait = min(wait.multipliedBy(2), settings.longest());
            } else {
                wait = settings.paced(snapshot, deployingFor);
            }
            deployingFor = deploys ? deployingFor.plus(wait) : Duration.ZERO;
            return wait;
        }
    }

    /** Takes the settings one by one. */
    public static final class Builder {

        private Duration first = Duration.ofSeconds(5);
        private Duration longest = Duration.ofSeconds(30);
        private Duration shortest = Duration.ofSeconds(3);
        private double etaShare = 0.7;
        private Duration deploying = Duration.ofSeconds(3);
        private Duration patience = Duration.ofMinutes(20);

        private Builder() {}

        /**
         * Sets the wait between a submit and the first request.
         *
         * @param value longer than zero
         * @return this builder
         */
        public Builder first(Duration value) {
            this.first = value;
            return this;
        }

        /**
         * Sets the longest wait between two requests.
         *
         * @param value longer than zero
         * @return this builder
         */
        public Builder longest(Duration value) {
            this.longest = value;
            return this;
        }

        /**
         * Sets the least wait in training with an estimate.
         *
         * @param value longer than zero
         * @return this builder
         */
        public Builder shortest(Duration value) {
            this.shortest = value;
            return this;
        }

        /**
         * Sets the share of the estimated time left to wait in training.
         *
         * @param value above 0, up to 1
         * @return this builder
         */
        public Builder etaShare(double value) {
            this.etaShare = value;
            return this;
        }

        /**
         * Sets the wait while the model is deployed.
         *
         * @param value longer than zero
         * @return this builder
         */
        public Builder deploying(Duration value) {
            this.deploying = value;
            return this;
        }

        /**
         * Sets the time in deployment after which the longest wait is the wait again.
         *
         * @param value longer than zero
         * @return this builder
         */
        public Builder patience(Duration value) {
            this.patience = value;
            return this;
        }

        /** {@return the policy} */
        public PacedPolling build() {
            return new PacedPolling(first, longest, shortest, etaShare, deploying, patience);
        }
    }
}
