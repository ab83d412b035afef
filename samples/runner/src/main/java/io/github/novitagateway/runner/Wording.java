package io.github.novitagateway.runner;

import io.github.novitagateway.account.Finding;
import io.github.novitagateway.preflight.Estimate;
import io.github.novitagateway.task.TaskSnapshot;
import java.time.Duration;
import java.util.Locale;

/** How numbers, spans and stages are said to people. */
final class Wording {
    private static final long KIB = 1024;

    private Wording() {}

    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    static String size(long bytes) {
        return bytes < KIB * KIB
                ? String.format(Locale.ROOT, "%.1f KiB", (double) bytes / KIB)
                : String.format(Locale.ROOT, "%.1f MiB", (double) bytes / KIB / KIB);
    }

    /** The two largest units, seconds at least. */
    static String span(Duration time) {
        long seconds = Math.max(1, Math.round(time.toMillis() / 1000.0));
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    static String stage(Enum<?> stage) {
        return stage.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Stage and percent, such as {@code training 42 %}. */
    static String progress(TaskSnapshot status) {
        Double percent = status.progressPercent();
        return percent == null || percent == 0 || status.terminal()
                ? stage(status.stage())
                : stage(status.stage()) + " " + Math.round(percent) + " %";
    }

    /** The estimate of the service, empty when there is none. */
    static String left(TaskSnapshot status) {
        Duration eta = status.eta();
        return eta == null || eta.isZero() || eta.isNegative() || status.terminal()
                ? ""
                : ", about " + span(eta) + " left";
    }

    /** What a training needs, as far as it is known. */
    static String estimate(Estimate estimate) {
        String time = estimate.time() == null ? "" : "; about " + span(estimate.time());
        String cost =
                estimate.cost() == null ? "" : "; " + estimate.cost().toPlainString() + " USD by the prices given";
        return count(estimate.uploads(), "upload") + " of " + size(estimate.bytes()) + " in all, "
                + count(estimate.trainings(), "training") + ", " + count(estimate.drawings(), "drawing") + time + cost;
    }

    /** Verdict, subject and what was found, such as {@code blocked text to image 404: 404 page not found}. */
    static String finding(Finding finding) {
        return String.format(
                Locale.ROOT, "%-7s  %-16s  %s", stage(finding.verdict()), stage(finding.subject()), finding.message());
    }
}
