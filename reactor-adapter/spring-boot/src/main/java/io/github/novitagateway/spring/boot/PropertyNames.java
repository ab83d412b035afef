package io.github.novitagateway.spring.boot;

import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Has the checks of the gateway, which name a field, name the property that it comes from. */
final class PropertyNames {

    private static final Pattern FIELD = Pattern.compile("(\\w+) (.+)", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("(?<=[a-z])[A-Z]");

    /** Fields of core that count bytes, where their property is a size with a unit. */
    private static final Map<String, String> OTHERWISE =
            Map.of("maxResponseBytes", "max-response-size", "maxImageBytes", "max-image-size");

    private PropertyNames() {}

    /**
     * Builds something of properties.
     *
     * @throws NovitaPropertyException that names the property, when a check refuses its value
     */
    static <T> T naming(String prefix, Supplier<T> building) {
        try {
            return building.get();
        } catch (IllegalArgumentException refused) {
            Matcher message = FIELD.matcher(String.valueOf(refused.getMessage()));
            if (!message.matches()) {
                throw refused;
            }
            throw new NovitaPropertyException(prefix + "." + property(message.group(1)), message.group(2), refused);
        }
    }

    private static String property(String field) {
        String other = OTHERWISE.get(field);
        return other == null
                ? WORD.matcher(field)
                        .replaceAll(capital -> "-" + capital.group())
                        .toLowerCase(Locale.ROOT)
                : other;
    }
}
