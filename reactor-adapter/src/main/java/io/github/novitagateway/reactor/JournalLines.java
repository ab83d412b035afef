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
import io.github.novitagateway.reactor.TaskJournal.Spent;
import io.github.novitagateway.reactor.TaskJournal.Started;
import io.github.novitagateway.reactor.TaskJournal.Stored;
import io.github.novitagateway.task.TaskId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
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
    private static final String JOURNAL = "novita";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultVisibility(visibility -> visibility
                    .withVisibility(PropertyAccessor.ALL, Visibility.NONE)
                    .withVisibility(PropertyAccessor.FIELD, Visibility.ANY))
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(Include.NON_NULL))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(WireScalars.exact())
            .addMixIn(Entry.class, Kinds.class)
            .addModule(new SimpleModule("novita-journal")
                    .addSerializer(TaskId.class, ToStringSerializer.instance)
                    .addDeserializer(TaskId.class, new TaskIdReader()))
            .build();
    private static final ObjectReader ENTRIES = readerOfAllKinds();

    private JournalLines() {}

    /** Of all now: a mapper makes one after the other behind a lock, where first entries would hold up event loops. */
    private static ObjectReader readerOfAllKinds() {
        Stream.of(Entry.class.getPermittedSubclasses()).forEach(MAPPER::readerFor);
        return MAPPER.readerFor(Entry.class);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Intended.class, name = "intended"),
        @JsonSubTypes.Type(value = Started.class, name = "started"),
        @JsonSubTypes.Type(value = Refused.class, name = "refused"),
        @JsonSubTypes.Type(value = Observed.class, name = "observed"),
        @JsonSubTypes.Type(value = Ended.class, name = "ended"),
        @JsonSubTypes.Type(value = Stored.class, name = "stored"),
        @JsonSubTypes.Type(value = Spent.class, name = "spent")
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

    /**
     * The first line of a journal.
     *
     * @param journal says that it is one
     * @param version of its form; of a later one only this is read
     * @param account that it belongs to; null when that is not said
     */
    record Header(String journal, int version, @Nullable String account) {}

    static byte[] header(@Nullable String account) {
        return line(new Header(JOURNAL, VERSION, account));
    }

    /** {@return what a first line tells; null when the file is no journal} */
    static @Nullable Header header(byte[] line) {
        try {
            JsonNode header = MAPPER.readTree(line);
            boolean journal = JOURNAL.equals(header.path("journal").asString(""));
            return journal && header.path("version").isInt()
                    ? new Header(
                            JOURNAL,
                            header.path("version").intValue(),
                            header.path("account").asString(null))
                    : null;
        } catch (JacksonException somethingElse) {
            return null;
        }
    }

    private static byte[] line(Object value) {
        byte[] json = MAPPER.writeValueAsBytes(value);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    /** {@return the entry as a line, its end included} */
    static byte[] write(Entry entry) {
        return line(entry);
    }

    /**
     * Reads a line.
     *
     * @throws JacksonException when it is none of this version
     */
    static Entry read(byte[] line) {
        return ENTRIES.readValue(line);
    }

    /** Whether a line that cannot be read is a piece of one: what a crash leaves is no JSON. */
    static boolean isTorn(byte[] line, JacksonException unreadable) {
        return unreadable instanceof StreamReadException || new String(line, StandardCharsets.UTF_8).isBlank();
    }
}
