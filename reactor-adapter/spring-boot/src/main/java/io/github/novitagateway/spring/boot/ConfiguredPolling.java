package io.github.novitagateway.spring.boot;

import io.github.novitagateway.config.RetryPolicy.Backoff;
import io.github.novitagateway.guard.Require;
import io.github.novitagateway.reactor.PacedPolling;
import io.github.novitagateway.reactor.PollingPolicy;
import io.github.novitagateway.spring.boot.PollingProperties.Mode;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.PropertyMapper;

/** The polling policy that properties ask for. A property that its mode has no use for is refused. */
final class ConfiguredPolling {

    private static final Backoff FOR_TRAININGS = Backoff.of(Duration.ofSeconds(5), 1.5, Duration.ofSeconds(30));
    private static final Backoff FOR_IMAGES = Backoff.of(Duration.ofSeconds(1), 1.5, Duration.ofSeconds(5));

    private final String prefix;
    private final PollingProperties properties;
    private final Mode mode;
    private final Backoff usual;

    private ConfiguredPolling(String prefix, PollingProperties properties, Mode mode, Backoff usual) {
        this.prefix = prefix;
        this.properties = properties;
        this.mode = Objects.requireNonNullElse(properties.mode(), mode);
        this.usual = usual;
    }

    static PollingPolicy ofTrainings(PollingProperties properties) {
        return new ConfiguredPolling("novita.training-polling", properties, Mode.PACED, FOR_TRAININGS).policy();
    }

    static PollingPolicy ofImages(PollingProperties properties) {
        return new ConfiguredPolling("novita.image-polling", properties, Mode.EXPONENTIAL, FOR_IMAGES).policy();
    }

    private PollingPolicy policy() {
        check("first", properties.first(), EnumSet.of(Mode.PACED, Mode.EXPONENTIAL));
        check("longest", properties.longest(), EnumSet.of(Mode.PACED, Mode.EXPONENTIAL));
        check("factor", properties.factor(), EnumSet.of(Mode.EXPONENTIAL));
        check("shortest", properties.shortest(), EnumSet.of(Mode.PACED));
        check("eta-share", properties.etaShare(), EnumSet.of(Mode.PACED));
        check("deploying", properties.deploying(), EnumSet.of(Mode.PACED));
        check("patience", properties.patience(), EnumSet.of(Mode.PACED));
        check("interval", properties.interval(), EnumSet.of(Mode.FIXED));
        return PropertyNames.naming(prefix, () -> switch (mode) {
            case PACED -> paced();
            case EXPONENTIAL -> exponential();
            case FIXED -> fixed();
        });
    }

    private void check(String name, @Nullable Object value, Set<Mode> modes) {
        if (value != null && !modes.contains(mode)) {
            throw new NovitaPropertyException(
                    prefix + "." + name, "has no meaning in mode " + mode.name().toLowerCase(Locale.ROOT), null);
        }
    }

    private PollingPolicy paced() {
        PacedPolling.Builder policy = PacedPolling.builder();
        PropertyMapper map = PropertyMapper.get();
        map.from(properties::first).to(policy::first);
        map.from(properties::longest).to(policy::longest);
        map.from(properties::shortest).to(policy::shortest);
        map.from(properties::etaShare).to(policy::etaShare);
        map.from(properties::deploying).to(policy::deploying);
        map.from(properties::patience).to(policy::patience);
        return policy.build();
    }

    private PollingPolicy exponential() {
        return PollingPolicy.exponential(
                Objects.requireNonNullElse(properties.first(), usual.first()),
                Objects.requireNonNullElse(properties.factor(), usual.factor()),
                Objects.requireNonNullElse(properties.longest(), usual.longest()));
    }

    private PollingPolicy fixed() {
        Duration interval = properties.interval();
        if (interval == null) {
            throw new NovitaPropertyException(prefix + ".interval", "must be set in mode fixed", null);
        }
        return PollingPolicy.fixed(Require.positive("interval", interval));
    }
}
