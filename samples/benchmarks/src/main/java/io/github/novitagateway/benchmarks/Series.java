package io.github.novitagateway.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** One figure over all rounds. */
final class Series {

    private final double[] sorted;

    private Series(double... values) {
        sorted = values.clone();
        Arrays.sort(sorted);
    }

    static Series of(double... values) {
        return new Series(values);
    }

    static <R> Series of(List<R> rounds, ToDoubleFunction<? super R> figure) {
        return new Series(rounds.stream().mapToDouble(figure).toArray());
    }

    /** Of each round to the one beside it, so that what slows the machine down for a while slows down both. */
    static Series ratio(List<Round> rounds, List<Round> others, ToDoubleFunction<Round> figure) {
        return new Series(IntStream.range(0, rounds.size())
                .mapToDouble(at -> figure.applyAsDouble(rounds.get(at)) / figure.applyAsDouble(others.get(at)))
                .toArray());
    }

    double median() {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double min() {
        return sorted[0];
    }

    double max() {
        return sorted[sorted.length - 1];
    }

    /** Median and range, each by the format. */
    String text(String format) {
        return String.format(
                Locale.ROOT, "%1$s (%2$s..%3$s)", text(format, median()), text(format, min()), text(format, max()));
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
