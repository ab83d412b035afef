package io.github.novitagateway.guard;

/** An absent value where the type forbids it, as a careless caller or a JSON mapper passes it. */
public final class Absent {
    private Absent() {}

    /**
     * Nothing.
     *
     * @param <T> what is expected
     * @return null
     */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    public static <T> T value() {
        return null;
    }
}
