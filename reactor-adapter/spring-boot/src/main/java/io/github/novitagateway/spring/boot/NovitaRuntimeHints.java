package io.github.novitagateway.spring.boot;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Tells native images what the gateway's JSON is read into and written from: fields, constructors and accessors of each
 * such class. The gateway has no resources and no proxies.
 */
final class NovitaRuntimeHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        JsonTypes.in(classLoader)
                .forEach(type -> hints.reflection()
                        .registerType(
                                type,
                                MemberCategory.ACCESS_DECLARED_FIELDS,
                                MemberCategory.INVOKE_DECLARED_CONSTRUCTORS,
                                MemberCategory.INVOKE_DECLARED_METHODS));
    }
}
