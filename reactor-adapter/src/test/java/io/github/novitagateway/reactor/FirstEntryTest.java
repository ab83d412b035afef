package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.reactor.TaskJournal.Cost;
import io.github.novitagateway.reactor.TaskJournal.Ended;
import io.github.novitagateway.reactor.TaskJournal.Entry;
import io.github.novitagateway.reactor.TaskJournal.Intended;
import io.github.novitagateway.reactor.TaskJournal.Observed;
import io.github.novitagateway.reactor.TaskJournal.Refused;
import io.github.novitagateway.reactor.TaskJournal.Spent;
import io.github.novitagateway.reactor.TaskJournal.Started;
import io.github.novitagateway.reactor.TaskJournal.Stored;
import io.github.novitagateway.task.TaskId;
import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The very first entries of a process may be read by several event loops at once. */
class FirstEntryTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final TaskId TASK = TaskId.style("t1");
    private static final Cost COST = new Cost("run", new BigDecimal("1.5"));
    private static final List<Entry> ONE_OF_EACH_KIND = List.of(
            new Intended("k", TaskId.Kind.STYLE, "n", true, "label", NOON, COST),
            new Started("k", TASK, NOON),
            new Refused("k", NOON),
            new Observed(TASK, "TRAINING", 12.5, NOON),
            new Ended(TASK, "READY", NOON),
            new Stored("9f86d0", AssetId.of(17), NOON),
            new Spent(COST, NOON));

    @Test
    void areOfEachKindThatThereIs() {
        assertThat(ONE_OF_EACH_KIND.stream().<Class<?>>map(Entry::getClass).collect(Collectors.toSet()))
                .isEqualTo(Set.of(Entry.class.getPermittedSubclasses()));
    }

    @Test
    void ofNoKindWaitsForTheParserToMakeItsReader() throws Exception {
        try (URLClassLoader unused = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Method read = unused.loadClass(JournalText.class.getName()).getMethod("read", String.class);
            Lock making = lockOfReaders(unused.loadClass(JournalLines.class.getName()));
            making.lock();
            try {
                Future<List<String>> entries = ForkJoinPool.commonPool().submit(() -> allReadBy(read));
                assertThat(entries.get(20, TimeUnit.SECONDS))
                        .isEqualTo(
                                ONE_OF_EACH_KIND.stream().map(Entry::toString).toList());
            } finally {
                making.unlock();
            }
        }
    }

    private static URL[] classPath() throws Exception {
        String[] parts = System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1);
        URL[] urls = new URL[parts.length];
        for (int i = 0; i < parts.length; i++) {
            urls[i] = Path.of(parts[i]).toUri().toURL();
        }
        return urls;
    }

    /** Jackson's own, behind which it makes readers one after the other. */
    private static Lock lockOfReaders(Class<?> lines) throws Exception {
        Object mapper = Objects.requireNonNull(field(lines, "MAPPER").get(null));
        Object context = mapper.getClass().getMethod("_deserializationContext").invoke(mapper);
        Object cache = field(context.getClass().getSuperclass().getSuperclass(), "_cache")
                .get(context);
        return (Lock) field(cache.getClass(), "_incompleteDeserializersLock").get(cache);
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private static List<String> allReadBy(Method read) throws ReflectiveOperationException {
        List<String> entries = new ArrayList<>();
        for (Entry entry : ONE_OF_EACH_KIND) {
            entries.add(String.valueOf(read.invoke(null, JournalText.write(entry))));
        }
        return entries;
    }
}
