package io.github.novitagateway.reactor;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonInclude.Value;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import io.github.novitagateway.error.NovitaException.MalformedResponseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON in and out, on a mapper of the gateway's own. Only fields of records count, never their helper methods; names
 * become snake case; what is absent is left out.
 */
final class JsonCodec {

    /** Far above any answer, and low enough that none of {@code maxResponseBytes} becomes many times as large. */
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(100)
            .maxTokenCount(500_000)
            .maxNameLength(1_000)
            .maxNumberLength(1_000)
            .build();

    private final JsonMapper mapper;
    private final Map<Class<?>, ObjectReader> readers = new ConcurrentHashMap<>();

    private JsonCodec(boolean failOnUnknownFields) {
        JsonMapper.Builder builder = JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(LIMITS).build())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .changeDefaultVisibility(visibility -> visibility
                        .withVisibility(PropertyAccessor.ALL, Visibility.NONE)
                        .withVisibility(PropertyAccessor.FIELD, Visibility.ANY))
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(Include.NON_NULL))
                .withConfigOverride(
                        List.class, lists -> lists.setInclude(Value.construct(Include.NON_EMPTY, Include.ALWAYS)))
                .withCoercionConfigDefaults(coercion -> coercion.setAcceptBlankAsEmpty(true)
                        .setCoercion(CoercionInputShape.EmptyString, CoercionAction.AsNull))
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .enable(DeserializationFeature.ACCEPT_EMPTY_ARRAY_AS_NULL_OBJECT)
                .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, failOnUnknownFields)
                .disable(SerializationFeature.WRAP_EXCEPTIONS) // an unusable picture is told as it is
                .addModule(WireScalars.exact())
                .addModule(WireScalars.lenient());
        WireFormat.MIXINS.forEach(builder::addMixIn);
        this.mapper = builder.build();
    }

    static JsonCodec lenient() {
        return new JsonCodec(false);
    }

    /** For tests: a field that the replies do not know fails, so that nothing the service sends goes unseen. */
    static JsonCodec strict() {
        return new JsonCodec(true);
    }

    byte[] write(Object value) {
        return mapper.writeValueAsBytes(value);
    }

    <T> T read(byte[] body, Class<T> type) {
        return read(type, () -> value(body, type));
    }

    <T> T read(JsonNode part, Class<T> type) {
        return read(type, () -> reader(type).readValue(part));
    }

    private static <T> T read(Class<T> type, Supplier<@Nullable T> reading) {
        try {
            T value = reading.get();
            if (value == null) {
                throw new MalformedResponseException(
                        "the answer has no body where " + type.getSimpleName() + " is due", null);
            }
            return value;
        } catch (JacksonException unreadable) {
            throw new MalformedResponseException(
                    "the answer is not a readable " + type.getSimpleName() + ": " + kindAndPlace(unreadable), null);
        }
    }

    /** Not the parser's own words: they quote the answer, which can echo the key or a presigned link. */
    private static String kindAndPlace(JacksonException unreadable) {
        String field = unreadable.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining());
        TokenStreamLocation place = unreadable.getLocation();
        return unreadable.getClass().getSimpleName()
                + (field.isEmpty() ? "" : " in " + field.substring(field.startsWith(".") ? 1 : 0))
                + (place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr());
    }

    /** The same without an error: for bodies that may be anything. */
    <T> @Nullable T tryRead(byte[] body, Class<T> type) {
        try {
            return value(body, type);
        } catch (JacksonException unreadable) {
            return null;
        }
    }

    private <T> @Nullable T value(byte[] body, Class<T> type) {
        return body.length == 0 ? null : reader(type).readValue(body);
    }

    /**
     * Made when its first answer comes, since all of them are a good part of a start. A mapper makes one after the
     * other, behind a lock: each has a mapper of its own, so that event loops never wait for each other.
     */
    private ObjectReader reader(Class<?> type) {
        ObjectReader known = readers.get(type);
        if (known != null) {
            return known;
        }
        ObjectReader made = mapper.rebuild().build().readerFor(type);
        ObjectReader first = readers.putIfAbsent(type, made);
        return first == null ? made : first;
    }
}
