package io.github.novitagateway.spring.boot;

import io.github.novitagateway.image.GenerationRequest;
import io.github.novitagateway.reactor.TaskJournal;
import io.github.novitagateway.training.TrainingRequest;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** The gateway's classes that JSON is read into or written from, found by walking from those that hold the rest. */
final class JsonTypes {

    private static final String OURS = "io.github.novitagateway.";

    /** Each holds what is on the wire as nested classes, which nobody outside of their package can name. */
    private static final List<String> HOLDERS =
            List.of(OURS + "reactor.Replies", OURS + "reactor.WireFormat", OURS + "reactor.JournalLines");

    private static final List<Class<?>> PUBLIC =
            List.of(TrainingRequest.class, GenerationRequest.class, TaskJournal.Entry.class);

    private final Set<Class<?>> found = new LinkedHashSet<>();

    private JsonTypes() {}

    static Set<Class<?>> in(@Nullable ClassLoader loader) {
        JsonTypes types = new JsonTypes();
        HOLDERS.forEach(name -> types.nested(ClassUtils.resolveClassName(name, loader)));
        PUBLIC.forEach(types::visit);
        return types.found;
    }

    private void nested(Class<?> holder) {
        for (Class<?> type : holder.getDeclaredClasses()) {
            visit(type);
            nested(type);
        }
    }

    private void visit(Type type) {
        if (type instanceof ParameterizedType generic) {
            visit(generic.getRawType());
            for (Type argument : generic.getActualTypeArguments()) {
                visit(argument);
            }
        } else if (type instanceof Class<?> plain && plain.getName().startsWith(OURS) && found.add(plain)) {
            walk(plain);
        }
    }

    private void walk(Class<?> type) {
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                visit(component.getGenericType());
            }
        }
        if (type.isSealed()) {
            for (Class<?> kind : type.getPermittedSubclasses()) {
                visit(kind);
            }
        }
    }
}
