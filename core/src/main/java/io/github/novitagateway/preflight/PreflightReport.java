package io.github.novitagateway.preflight;

import io.github.novitagateway.guard.BoundException;
import io.github.novitagateway.guard.Redact;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was found before anything was sent.
 *
 * @param errors for which the training or a drawing would be refused, or not be worth its price
 * @param warnings of what may be meant, and often is not
 * @param estimate what it will take
 */
public record PreflightReport(List<Flaw> errors, List<Flaw> warnings, Estimate estimate) {
    /** Copies what was given. */
    public PreflightReport {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
        Objects.requireNonNull(estimate, "estimate");
    }

    /**
     * One thing that is not as it should be.
     *
     * @param picture name of the picture; null when it is about no single one
     * @param field of the picture or of the request
     * @param bound what its value should be, such as {@code 1..50}, or {@code not be blank}
     * @param value what it is
     */
    public record Flaw(@Nullable String picture, String field, String bound, String value) {
        private static final int LONGEST_NAME = 120;
        private static final int LONGEST_VALUE = 200;

        /** Makes one line of what was given. */
        public Flaw {
            picture = picture == null ? null : Redact.line(picture, LONGEST_NAME);
            Objects.requireNonNull(field, "field");
            Objects.requireNonNull(bound, "bound");
            value = Redact.line(value, LONGEST_VALUE);
        }

        /**
         * What a check of values says.
         *
         * @param picture name of the picture; null when it is about no single one
         * @param refusal of the check
         * @return the same, once for each field that was refused
         */
        public static List<Flaw> of(@Nullable String picture, BoundException refusal) {
            return refusal.all().stream()
                    .map(each -> new Flaw(picture, each.field(), each.bound(), each.value()))
                    .toList();
        }

        /** {@return all of it in one sentence: what stands in the way} */
        public String message() {
            return told(BoundException.text(field, bound, value));
        }

        /** {@return all of it in one sentence: what had better be otherwise} */
        public String advice() {
            return told(field + " should be " + bound + " but was " + value);
        }

        private String told(String sentence) {
            return picture == null ? sentence : picture + ": " + sentence;
        }
    }

    /** {@return whether nothing stands in the way; there may be warnings} */
    public boolean passed() {
        return errors.isEmpty();
    }

    /**
     * The same report with what was found elsewhere, such as by the builder of a request.
     *
     * @param more errors, which come first
     * @return the report
     */
    public PreflightReport withErrors(List<Flaw> more) {
        List<Flaw> all = new ArrayList<>(more);
        all.addAll(errors);
        return new PreflightReport(all, warnings, estimate);
    }
}
