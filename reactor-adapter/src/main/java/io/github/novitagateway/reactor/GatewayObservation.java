package io.github.novitagateway.reactor;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation.Context;
import io.micrometer.observation.Observation.Event;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * What a gateway tells an observation registry. Each is a timer and a span to whoever makes such of observations, and
 * while it lasts it counts as active: watches in progress are the active {@link #TRAINING}s and {@link #GENERATION}s.
 */
public enum GatewayObservation implements ObservationDocumentation {

    /** A call to the API host, its repeats included. */
    CALL("novita.client.requests", Key.OPERATION, Key.OUTCOME, Key.STATUS, Key.REASON),

    /** A picture on its way to storage: slot, bytes, repeats. */
    UPLOAD("novita.upload", Key.OUTCOME, Key.STATUS, Key.REASON),

    /** A request's wait for permits of the quota. Those that are active are the line. */
    QUOTA("novita.quota", Key.OPERATION, Key.OUTCOME, Key.REASON),

    /** A training, from the subscription to its watch or run until that ends. */
    TRAINING("novita.training", Key.OPERATION, Key.OUTCOME, Key.REASON, Key.STAGE),

    /** A stage of a training, for as long as it was seen: queued, training, deploying. */
    STAGE("novita.training.stage", Key.OUTCOME, Key.STAGE),

    /** A drawing, from the subscription to its watch, or from its order, until that ends. */
    GENERATION("novita.generation", Key.OPERATION, Key.OUTCOME, Key.REASON, Key.STAGE),

    /** The poller that all watches of one task share. It begins a trace: its calls belong to no single watch. */
    POLLER("novita.poller", Key.OUTCOME, Key.STAGE);

    private final String name;

    @SuppressWarnings("ImmutableEnumChecker") // copied for whoever asks
    private final Key[] keys;

    GatewayObservation(String name, Key... keys) {
        this.name = name;
        this.keys = keys;
    }

    /** {@return the name of its timer} */
    @Override
    public String getName() {
        return name;
    }

    @Override
    public Class<? extends ObservationConvention<? extends Context>> getDefaultConvention() {
        return GatewayObservationConvention.class;
    }

    @Override
    public KeyName[] getLowCardinalityKeyNames() {
        return keys.clone();
    }

    @Override
    public KeyName[] getHighCardinalityKeyNames() {
        return Id.values();
    }

    @Override
    public Event[] getEvents() {
        return Happening.values();
    }

    /** Keys of few values, {@code none} where there is nothing to say. */
    public enum Key implements KeyName {
        /** Which call, such as {@code styleTraining.submit}, or how it is watched, such as {@code run}. */
        OPERATION,
        /** {@code success}, {@code failure} or {@code cancelled}. A training that ended as failed is a failure. */
        OUTCOME,
        /** The status of the HTTP answer. */
        STATUS,
        /** The class of the error without its ending, such as {@code RateLimited}. */
        REASON,
        /** The last stage that was seen, in lower case. */
        STAGE;

        @Override
        public String asString() {
            return GatewayObservationContext.word(this);
        }
    }

    /** Keys of many values. */
    public enum Id implements KeyName {
        /** The task, as {@code style/<id>}. */
        TASK("novita.task.id"),
        /** The stored picture. */
        ASSET("novita.asset.id"),
        /** How many requests stood before it in the line for permits. */
        POSITION("novita.quota.position");

        private final String key;

        Id(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }
    }

    /** Events within an observation. */
    public enum Happening implements Event {
        /** A try failed for a passing reason, and there will be another. */
        RETRY("novita.retry");

        private final String name;

        Happening(String name) {
            this.name = name;
        }

        @Override
        public String getName() {
            return name;
        }
    }
}
