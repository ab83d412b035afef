package io.github.novitagateway.webflux.training;

import io.github.novitagateway.preflight.Estimate;
import io.github.novitagateway.preflight.PreflightReport;
import io.github.novitagateway.preflight.PreflightReport.Flaw;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows before a training is started.
 *
 * @param errors in the way of a start
 * @param warnings of what is started all the same
 * @param uploads pictures that are sent
 * @param bytes of all of them
 * @param seconds that earlier trainings took; null when there was none
 * @param cost in US dollars, of the training and one drawing; null without prices
 */
record PreflightView(
        List<Shown> errors,
        List<Shown> warnings,
        int uploads,
        long bytes,
        @Nullable Long seconds,
        @Nullable BigDecimal cost) {

    /**
     * A flaw.
     *
     * @param picture name of the picture; null when it is about no single one
     * @param field of the picture or the form
     * @param bound what it should be
     * @param value what it is
     * @param message all of it in one sentence
     */
    record Shown(@Nullable String picture, String field, String bound, String value, String message) {

        static List<Shown> all(List<Flaw> flaws, Function<Flaw, String> sentence) {
            return flaws.stream().map(flaw -> of(flaw, sentence.apply(flaw))).toList();
        }

        private static Shown of(Flaw flaw, String message) {
            return new Shown(flaw.picture(), flaw.field(), flaw.bound(), flaw.value(), message);
        }
    }

    static PreflightView of(PreflightReport report) {
        Estimate estimate = report.estimate();
        return new PreflightView(
                Shown.all(report.errors(), Flaw::message),
                Shown.all(report.warnings(), Flaw::advice),
                estimate.uploads(),
                estimate.bytes(),
                estimate.time() == null ? null : estimate.time().toSeconds(),
                estimate.cost());
    }
}
