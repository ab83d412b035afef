package io.github.novitagateway.reactor;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.novitagateway.error.NovitaException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All that a program can print of what it got: each value of ours and each failure, with all that is in them. */
final class Printout {

    private static final String ROOT = "io.github.novitagateway";

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<String> types = new TreeSet<>();
    final Queue<String> texts = new ConcurrentLinkedQueue<>();

    /** Records and failures of core and adapter that nothing was printed of. */
    Set<String> unseen() {
        Set<String> unseen = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(ROOT).stream()
                        .filter(type -> type.isRecord() || isFailure(type))
                        .map(JavaClass::getName)
                        .collect(Collectors.toCollection(TreeSet::new));
        unseen.removeAll(types);
        return unseen;
    }

    private static boolean isFailure(JavaClass type) {
        return type.isAssignableTo(NovitaException.class) && !type.isEquivalentTo(NovitaException.class);
    }

    /** What was printed: failures, and values of ours. */
    synchronized List<Object> values() {
        return seen.stream()
                .filter(value ->
                        value instanceof Throwable || value.getClass().getName().startsWith(ROOT))
                .toList();
    }

    synchronized void add(@Nullable Object value) {
        if (value == null || !seen.add(value)) {
            return;
        }
        types.add(value.getClass().getName());
        if (value instanceof Throwable failure) {
            addFailure(failure);
        } else if (value instanceof Collection<?> values) {
            values.forEach(this::add);
        } else if (value instanceof Map<?, ?> values) {
            values.values().forEach(this::add);
        } else if (value instanceof Optional<?> maybe) {
            maybe.ifPresent(this::add);
        } else if (value.getClass().getName().startsWith(ROOT)) {
            texts.add(value.getClass().getSimpleName() + ": " + value);
            parts(value).forEach(this::add);
        }
    }

    private void addFailure(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        texts.add(failure.getClass().getSimpleName() + ": " + trace);
        add(failure.getCause());
        Arrays.stream(failure.getSuppressed()).forEach(this::add);
        if (failure instanceof NovitaException) {
            parts(failure).forEach(part -> {
                texts.add(failure.getClass().getSimpleName() + " holds " + part);
                add(part);
            });
        }
    }

    /** The components of a record; what a failure of ours tells beside its message. */
    private static List<Object> parts(Object value) {
        List<Method> methods = value instanceof Record
                ? Arrays.stream(value.getClass().getRecordComponents())
                        .map(component -> component.getAccessor())
                        .toList()
                : Arrays.stream(value.getClass().getMethods())
                        .filter(method -> method.getDeclaringClass().getName().startsWith(ROOT + ".error"))
                        .filter(method -> method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers()))
                        .toList();
        return methods.stream()
                .map(method -> Optional.ofNullable(ask(method, value)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static @Nullable Object ask(Method method, Object value) {
        try {
            method.setAccessible(true);
            return method.invoke(value);
        } catch (IllegalAccessException unreachable) {
            throw new IllegalStateException(method.toString(), unreachable);
        } catch (InvocationTargetException broken) {
            throw new IllegalStateException(method.toString(), broken.getCause());
        }
    }
}
