package io.github.novitagateway.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Whether all went as it must. Flat is what is, on average over the last third of the samples, no more than a tenth and
 * a few more than over the first third.
 *
 * @param samples those after the warm-up
 * @param tally what has happened
 */
record Verdict(List<Sample> samples, Tally tally) {

    private static final double MEGA = 1 << 20;
    private static final double SHARE = 0.10;
    private static final double MEGABYTES = 4;

    /** The elastic scheduler may still be on its way to its bound, ten for each processor. */
    private static final double THREADS = 20;

    List<String> complaints() {
        List<String> complaints = new ArrayList<>(tally.defects());
        growth(complaints, "heap in MB", MEGABYTES, sample -> sample.heap() / MEGA);
        growth(complaints, "direct memory in MB", MEGABYTES, sample -> sample.direct() / MEGA);
        growth(complaints, "threads", THREADS, Sample::threads);
        if (tally.watching() != 0) {
            complaints.add(tally.watching() + " watches were left behind");
        }
        if (tally.ended() == 0 || tally.uploads() == 0) {
            complaints.add("nothing was done: " + tally);
        }
        return complaints;
    }

    private void growth(List<String> complaints, String what, double more, ToDoubleFunction<Sample> figure) {
        int third = samples.size() / 3;
        double first = mean(samples.subList(0, third), figure);
        double last = mean(samples.subList(samples.size() - third, samples.size()), figure);
        if (!(last <= first * (1 + SHARE) + more)) {
            complaints.add(String.format(Locale.ROOT, "%s grew from %.1f to %.1f", what, first, last));
        }
    }

    /** Not a number when there is none, so that a run too short to tell fails. */
    private static double mean(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        return samples.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }
}
