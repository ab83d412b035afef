package io.github.novitagateway.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Whether all went as it must. What counts is the least of a third of the samples, since only what is never given back
 * stays below every sample: the last third's may be but a little above the first third's.
 *
 * @param samples those after the warm-up
 * @param tally what has happened
 * @param paid how many trainings the service was paid for
 * @param share by which the heap may grow
 */
record Verdict(List<Sample> samples, Tally tally, long paid, double share) {

    private static final double MEGA = 1 << 20;
    private static final double HEAP_MEGABYTES = 0.5;
    private static final double DIRECT_MEGABYTES = 4;
    private static final double FAILED_SHARE = 0.1;

    /** The elastic scheduler may still be on its way to its bound, ten for each processor. */
    private static final double THREADS = 20;

    List<String> complaints() {
        List<String> complaints = new ArrayList<>(tally.defects());
        growth(complaints, "heap in MB", share, HEAP_MEGABYTES, sample -> sample.heap() / MEGA);
        growth(complaints, "direct memory in MB", 0, DIRECT_MEGABYTES, sample -> sample.direct() / MEGA);
        growth(complaints, "threads", 0, THREADS, Sample::threads);
        if (tally.watching() != 0) {
            complaints.add(tally.watching() + " watches were left behind");
        }
        payments(complaints);
        if (tally.ended() == 0 || tally.uploads() == 0) {
            complaints.add("nothing was done: " + tally);
        }
        if (tally.failed() > FAILED_SHARE * (tally.ended() + tally.uploads() + tally.failed())) {
            complaints.add("too much has failed: " + tally);
        }
        return complaints;
    }

    /** The list of trainings knows no faults, so a lost answer is no reason not to know its task. */
    private void payments(List<String> complaints) {
        if (tally.lost() > 0) {
            complaints.add("submits with an unknown outcome, though the list tells it: " + tally.lost());
        }
        long untold = paid - tally.orders();
        if (untold < 0 || untold > tally.ordering()) {
            complaints.add("trainings paid: %d, told by submits: %d, cut off: %d"
                    .formatted(paid, tally.orders(), tally.ordering()));
        }
    }

    private void growth(
            List<String> complaints, String what, double part, double more, ToDoubleFunction<Sample> figure) {
        int third = samples.size() / 3;
        double first = least(samples.subList(0, third), figure);
        double last = least(samples.subList(samples.size() - third, samples.size()), figure);
        if (!(last <= first * (1 + part) + more)) {
            complaints.add(String.format(Locale.ROOT, "%s grew from %.1f to %.1f", what, first, last));
        }
    }

    /** Not a number when there is none, so that a run too short to tell fails. */
    private static double least(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        return samples.stream().mapToDouble(figure).min().orElse(Double.NaN);
    }
}
