package io.github.novitagateway.guard;

import java.util.ArrayList;
import java.util.List;

/** A value lies outside its bound. Where several do, the others are suppressed in the first. */
public final class BoundException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient String field;
    private final transient String bound;
    private final transient String value;

    /**
     * The failure.
     *
     * @param field name of the field
     * @param bound what its value must be, such as {@code 1..8}, or {@code not be blank}
     * @param value what it was, as it may be shown
     */
    public BoundException(String field, String bound, String value) {
        super(text(field, bound, value));
        this.field = field;
        this.bound = bound;
        this.value = value;
    }

    /**
     * Says the three in one sentence.
     *
     * @param field name of the field
     * @param bound what its value must be, such as {@code 1..8}, or {@code not be blank}
     * @param value what it was
     * @return such as {@code steps must be 1..100 but was 0}
     */
    public static String text(String field, String bound, String value) {
        return field + (bound.startsWith("not ") ? " must " : " must be ") + bound + " but was " + value;
    }

    /** {@return name of the field} */
    public String field() {
        return field;
    }

    /** {@return what its value must be, such as {@code 1..8}, or {@code not be blank}} */
    public String bound() {
        return bound;
    }

    /** {@return what it was} */
    public String value() {
        return value;
    }

    /** {@return this failure, and those of other fields that were found with it} */
    public List<BoundException> all() {
        List<BoundException> all = new ArrayList<>(List.of(this));
        for (Throwable other : getSuppressed()) {
            if (other instanceof BoundException refusal) {
                all.add(refusal);
            }
        }
        return all;
    }
}
