package io.github.novitagateway.reactor;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Names and keys of what a gateway observes. Each method can be replaced; those that are not stay as they are described
 * at {@link GatewayObservation}.
 */
public interface GatewayObservationConvention extends ObservationConvention<GatewayObservationContext> {

    /** {@return the convention without any replacement} */
    static GatewayObservationConvention defaults() {
        return new GatewayObservationConvention() {};
    }

    /**
     * The name of the timers of one kind.
     *
     * @param kind of operation
     * @return by default the name that the kind has
     */
    default String nameOf(GatewayObservation kind) {
        return kind.getName();
    }

    @Override
    default String getContextualName(GatewayObservationContext context) {
        String operation = context.operation();
        return context.kind() == GatewayObservation.CALL
                ? operation
                : GatewayObservationContext.word(context.kind()) + " " + operation;
    }

    @Override
    default KeyValues getLowCardinalityKeyValues(GatewayObservationContext context) {
        return KeyValues.of(Arrays.stream(context.kind().getLowCardinalityKeyNames())
                .map(key -> value(key, context))
                .toList());
    }

    private static KeyValue value(KeyName key, GatewayObservationContext context) {
        return or(
                key,
                switch ((GatewayObservation.Key) key) {
                    case OPERATION -> context.operation();
                    case OUTCOME -> context.outcome();
                    case STATUS -> context.status();
                    case REASON -> context.reason();
                    case STAGE -> context.stage();
                });
    }

    private static KeyValue or(KeyName key, @Nullable Object value) {
        return value == null ? key.withNoneValue() : key.withValue(value.toString());
    }

    @Override
    default KeyValues getHighCardinalityKeyValues(GatewayObservationContext context) {
        KeyValues ids = KeyValues.empty();
        if (context.taskId() != null) {
            ids = ids.and(GatewayObservation.Id.TASK.withValue(context.taskId().toString()));
        }
        if (context.assetId() != null) {
            ids = ids.and(
                    GatewayObservation.Id.ASSET.withValue(context.assetId().toString()));
        }
        if (context.position() != null) {
            ids = ids.and(
                    GatewayObservation.Id.POSITION.withValue(context.position().toString()));
        }
        return ids;
    }

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof GatewayObservationContext;
    }
}
