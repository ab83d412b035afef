package io.github.novitagateway.spring.boot;

import org.jspecify.annotations.Nullable;

/** A property of the gateway that is missing or out of its range. */
final class NovitaPropertyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String property;

    /**
     * @param property its name
     * @param problem what is wrong with it, to be read after its name; never shows a secret
     */
    NovitaPropertyException(String property, String problem, @Nullable Throwable cause) {
        super(property + " " + problem, cause);
        this.property = property;
    }

    String property() {
        return property;
    }
}
