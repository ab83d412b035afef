package io.github.novitagateway.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.reactor.FileTaskJournal;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.reactor.PacedPolling;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the gateway can be told, a property tells: a setting that is added and has none fails here. */
class EverySettingTest {

    private static final NovitaConfig DEFAULTS =
            NovitaConfig.builder(ApiKey.of(Contexts.KEY)).build();

    /** Properties that are not called as their setting. */
    private static final Map<String, String> OTHERWISE = Map.of(
            "maxResponseBytes", "max-response-size",
            "maxImageBytes", "max-image-size",
            "foreignHosts.names", "foreign-hosts.allowed-names");

    /** Settings for which the usual value of their type is out of range. */
    private static final Map<String, Sample> SPECIAL = Map.of(
            "retry.backoff.first", new Sample("300ms", Duration.ofMillis(300)),
            "userAgent", new Sample("studio/1", "studio/1"),
            "etaShare", new Sample("0.5", 0.5),
            "first", new Sample("7s", Duration.ofSeconds(7)),
            "shortest", new Sample("7s", Duration.ofSeconds(7)),
            "deploying", new Sample("7s", Duration.ofSeconds(7)));

    record Sample(String text, Object value) {}

    static Stream<String> settings() {
        return RecordFields.of(NovitaConfig.class).keySet().stream();
    }

    static Stream<String> pacing() {
        return RecordFields.of(PacedPolling.class).keySet().stream();
    }

    static String property(String setting) {
        return "novita." + OTHERWISE.getOrDefault(setting, RecordFields.kebab(setting));
    }

    private static Sample sample(String setting, Class<?> settings) {
        Sample special = SPECIAL.get(setting);
        return special == null
                ? usual(
                        setting,
                        Objects.requireNonNull(RecordFields.of(settings).get(setting)))
                : special;
    }

    private static Sample usual(String setting, Class<?> type) {
        return switch (type.getSimpleName()) {
            case "Duration" -> new Sample("77s", Duration.ofSeconds(77));
            case "String" -> new Sample("/else/where", "/else/where");
            case "int" -> new Sample("7", 7);
            case "long" -> new Sample("7KB", 7L << 10);
            case "double" -> new Sample("3", 3.0);
            case "boolean" -> new Sample("true", true);
            case "URI" -> new Sample("https://novita.example.com", URI.create("https://novita.example.com"));
            case "ApiKey" -> new Sample("sk_another", ApiKey.of("sk_another"));
            case "Predicate" ->
                new Sample(
                        "a.example.com,*.b.example.com", AllowedHosts.of(List.of("*.b.example.com", "a.example.com")));
            default -> throw new AssertionError("no sample for " + setting + " of type " + type);
        };
    }

    @Test
    void withoutPropertiesTheSettingsAreThoseOfTheGateway() {
        Contexts.plain()
                .run(context -> assertThat(context.getBean(NovitaConfig.class)).isEqualTo(DEFAULTS));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void aSettingIsReachedByItsProperty(String setting) {
        Sample sample = sample(setting, NovitaConfig.class);

        Contexts.plain()
                .withPropertyValues(property(setting) + "=" + sample.text())
                .run(context -> {
                    NovitaConfig config = context.getBean(NovitaConfig.class);
                    assertThat(RecordFields.value(config, setting))
                            .isEqualTo(sample.value())
                            .isNotEqualTo(RecordFields.value(DEFAULTS, setting));
                    assertThat(Contexts.configOf(context.getBean(NovitaGateway.class)))
                            .isEqualTo(config);
                });
    }

    @ParameterizedTest
    @MethodSource("pacing")
    void theWaitsOfTrainingsAreReachedByTheirProperties(String setting) {
        Sample sample = sample(setting, PacedPolling.class);

        Contexts.plain()
                .withPropertyValues("novita.training-polling." + RecordFields.kebab(setting) + "=" + sample.text())
                .run(context -> assertThat(RecordFields.value(Polling.ofTrainings(context), setting))
                        .isEqualTo(sample.value())
                        .isNotEqualTo(RecordFields.value(PacedPolling.builder().build(), setting)));
    }

    @Test
    void theJournalHasAPropertyForEachOfItsSettings() {
        assertThat(setters(FileTaskJournal.Builder.class))
                .as("the clock is no property")
                .containsExactlyInAnyOrder("account", "uploadsGoodFor", "keepFinished", "clock");
    }

    @Test
    void theGatewayHasAPropertyOrABeanForEachOfItsSettings() {
        assertThat(setters(NovitaGateway.Builder.class))
                .as("scheduler and budget are for a NovitaGatewayCustomizer")
                .containsExactlyInAnyOrder(
                        "httpClient",
                        "scheduler",
                        "trainingPolling",
                        "imagePolling",
                        "journal",
                        "quota",
                        "budget",
                        "observations",
                        "connectionMetrics");
    }

    private static Stream<String> setters(Class<?> builder) {
        Predicate<Method> setter = method ->
                Modifier.isPublic(method.getModifiers()) && !method.isSynthetic() && method.getReturnType() == builder;
        return Arrays.stream(builder.getDeclaredMethods())
                .filter(setter)
                .map(Method::getName)
                .distinct();
    }
}
