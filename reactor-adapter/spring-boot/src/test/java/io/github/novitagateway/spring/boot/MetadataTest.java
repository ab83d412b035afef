package io.github.novitagateway.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.reactor.PacedPolling;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an editor offers for {@code novita.}: as the compiler's processor left it beside the classes. */
class MetadataTest {

    private static final String FILE = "META-INF/spring-configuration-metadata.json";

    private static final Set<String> WITHOUT_DEFAULT = Set.of("apiKey", "userAgent", "foreignHosts.names");

    private final Map<String, JsonNode> properties = properties();

    private static Map<String, JsonNode> properties() {
        URI classes = URI.create(Objects.requireNonNull(NovitaProperties.class.getResource("NovitaProperties.class"))
                .toString()
                .replace(NovitaProperties.class.getName().replace('.', '/') + ".class", FILE));
        try (InputStream in = classes.toURL().openStream()) {
            Map<String, JsonNode> properties = new HashMap<>();
            for (JsonNode property : JsonMapper.shared().readTree(in).path("properties")) {
                properties.put(property.path("name").asString(), property);
            }
            return properties;
        } catch (IOException absent) {
            throw new AssertionError(FILE, absent);
        }
    }

    private @Nullable Object defaultOf(String property, Class<?> type) {
        JsonNode value =
                Objects.requireNonNull(properties.get(property), property).path("defaultValue");
        if (value.isMissingNode()) {
            return null;
        }
        Class<?> told = type == long.class ? DataSize.class : type;
        Object converted = ApplicationConversionService.getSharedInstance().convert(value.asString(), told);
        return converted instanceof DataSize size ? (Object) size.toBytes() : converted;
    }

    @Test
    void eachPropertyIsThereWithTypeAndDescription() {
        Set<String> names = RecordFields.of(NovitaProperties.class).keySet().stream()
                .map(field -> "novita." + RecordFields.kebab(field))
                .collect(Collectors.toSet());
        names.add("management.health.novita.enabled");

        assertThat(properties.keySet()).containsExactlyInAnyOrderElementsOf(names);
        assertThat(properties).allSatisfy((name, property) -> {
            assertThat(property.path("type").asString("")).as("type of " + name).isNotEmpty();
            assertThat(property.path("description").asString(""))
                    .as("description of " + name)
                    .matches("(?s)[A-Z].*\\.");
        });
    }

    @Test
    void defaultsAreThoseOfTheGateway() {
        NovitaConfig usual = NovitaConfig.builder(ApiKey.of("any")).build();

        assertThat(RecordFields.of(NovitaConfig.class)).allSatisfy((setting, type) -> {
            if (!WITHOUT_DEFAULT.contains(setting)) {
                assertThat(defaultOf(EverySettingTest.property(setting), type))
                        .as(setting)
                        .isEqualTo(RecordFields.value(usual, setting));
            }
        });
    }

    @Test
    void defaultsOfPollingAreThoseOfTheGateway() {
        PacedPolling usual = PacedPolling.builder().build();

        assertThat(RecordFields.of(PacedPolling.class))
                .allSatisfy((setting, type) -> assertThat(
                                defaultOf("novita.training-polling." + RecordFields.kebab(setting), type))
                        .as(setting)
                        .isEqualTo(RecordFields.value(usual, setting)));
    }

    @Test
    void whatCallsTheServiceOrOpensADoorIsOff() {
        assertThat(defaultOf("management.health.novita.enabled", boolean.class)).isEqualTo(false);
        assertThat(defaultOf("novita.webhook.enabled", boolean.class)).isEqualTo(false);
        assertThat(defaultOf("novita.enabled", boolean.class)).isEqualTo(true);
    }
}
