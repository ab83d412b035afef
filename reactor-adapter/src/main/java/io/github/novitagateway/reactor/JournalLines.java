package io.github.novitagateway.reactor;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import io.github.novitagateway.reactor.TaskJournal.Ended;
import io.github.novitagateway.reactor.TaskJournal.Entry;
import io.github.novitagateway.reactor.TaskJournal.Intended;
import io.github.novitagateway.reactor.TaskJournal.Observed;
import io.github.novitagateway.reactor.TaskJournal.Refused;
import io.github.novitagateway.reactor.TaskJournal.Started;
import io.github.novitagateway.reactor.TaskJournal.Stored;
import io.github.novitagateway.task.TaskId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.deser.std.FromStringDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/**
 * The lines of a journal on disk: a first one that tells the version, then an entry each. What a line may hold is part
 * of the version, so whatever this one does not know is refused.
 */
final class JournalLines {

    static final int VERSION = 1;
    private static final byte[] HEADER = line(("{\"journal\":\"novita\",\"version\":" + VERSION + "}"));

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultVisibility(visibility -> visibility
                    .withVisibility(PropertyAccessor.ALL, Visibility.NONE)
                    .withVisibility(PropertyAccessor.FIELD, Visibility.ANY))
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(Include.NON_NULL))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(WireScalars.module())
            .addMixIn(Entry.class, Kinds.class)
            .addModule(new SimpleModule("novita-journal")
                    .addSerializer(TaskId.class, ToStringSerializer.instance)
                    .addDeserializer(TaskId.class, new TaskIdReader()))
            .build();

    private JournalLines() {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Intended.class, name = "intended"),
        @JsonSubTypes.Type(value = Started.class, name = "started"),
        @JsonSubTypes.Type(value = Refused.class, name = "refused"),
        @JsonSubTypes.Type(value = Observed.class, name = "observed"),
        @JsonSubTypes.Type(value = Ended.class, name = "ended"),
        @JsonSubTypes.Type(value = Stored.class, name = "stored")
    })
    private interface Kinds {}

    private static final class TaskIdReader extends FromStringDeserializer<TaskId> {

        TaskIdReader() {
            super(TaskId.class);
        }

        @Override
        protected TaskId _deserialize(String text, DeserializationContext context) {
            return TaskId.parse(text);
        }
    }

    private static byte[] line(String text) {
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static byte[] header() {
        return HEADER.clone();
    }

    /** {@return the version that a first line tells; null when the file is no journal} */
    static @Nullable Integer version(byte[] line) {
        try {
            JsonNode header = MAPPER.readTree(line);
            boolean journal = "novita".equals(header.path("journal").asString(""));
            return journal && header.path("version").isInt()
                    ? (Integer) header.path("version").intValue()
                    : null;
        } catch (JacksonException somethingElse) {
            return null;
        }
    }

    /** {@return the entry as a line, its end included} */
    static byte[] write(Entry entry) {
        byte[] json = MAPPER.writeValueAsBytes(entry);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    /**
     * Reads a line.
     *
     * @throws JacksonException when it is none of this version
     */
    static Entry read(byte[] line) {
        return MAPPER.readValue(line, Entry.class);
    }

    /** Whether a line that cannot be read is a piece of one: what a crash leaves is no JSON. */
    static boolean isTorn(byte[] line, JacksonException unreadable) {
        return unreadable instanceof StreamReadException || new String(line, StandardCharsets.UTF_8).isBlank();
    }
}
