package io.github.novitagateway.sandbox.painting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Six tones from dark to light that a picture is painted with. */
public record Palette(List<Tone> tones) {
    static final int SIZE = 6;

    /** What is painted with when no style was learned: greys with a breath of blue. */
    public static final Palette NEUTRAL =
            new Palette(IntStream.of(0x232a33, 0x46525f, 0x6d7c8a, 0x95a3ae, 0xbfc8ce, 0xe6e9ea)
                    .mapToObj(Tone::of)
                    .toList());

    private static final int ROUNDS = 16;

    /** A cluster is stood for by its most colourful part, one in so many: averages of all would be dull. */
    private static final int COLOURFUL_PART = 4;

    public Palette {
        if (tones.size() != SIZE) {
            throw new IllegalArgumentException("tones must be " + SIZE + " but were " + tones.size());
        }
        tones = List.copyOf(tones);
    }

    /** The tones that stand for many: the centres of their clusters. */
    static Palette of(List<Tone> samples) {
        if (samples.isEmpty()) {
            return NEUTRAL;
        }
        List<Tone> sorted = new ArrayList<>(samples);
        sorted.sort(Comparator.comparing(Tone::luminance));
        List<Tone> centres = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            centres.add(sorted.get((2 * i + 1) * sorted.size() / (2 * SIZE)));
        }
        for (int round = 0; round < ROUNDS; round++) {
            centres = centres(centres, sorted, 1);
        }
        centres = centres(centres, sorted, COLOURFUL_PART);
        centres.sort(Comparator.comparing(Tone::luminance));
        return new Palette(centres);
    }

    /** This palette drawn towards another by 0..1. */
    public Palette mix(Palette other, double share) {
        return new Palette(IntStream.range(0, SIZE)
                .mapToObj(i -> tones.get(i).mix(other.tones.get(i), share))
                .toList());
    }

    /** The tone at 0 (darkest) to 1 (lightest), blended between its neighbours, staying near one of them. */
    Tone at(double lightness) {
        double position = Math.max(0, Math.min(1, lightness)) * (SIZE - 1);
        int lower = Math.min(SIZE - 2, (int) position);
        double share = position - lower;
        return tones.get(lower).mix(tones.get(lower + 1), share * share * (3 - 2 * share));
    }

    /** The tone that catches the eye. */
    Tone accent() {
        return tones.stream()
                .max(Comparator.comparing(tone -> tone.chroma() * (1 + 0.3f * tone.luminance())))
                .orElseThrow();
    }

    /** The means of the most colourful parts of the clusters around the centres before. */
    private static List<Tone> centres(List<Tone> before, List<Tone> samples, int part) {
        Map<Integer, List<Tone>> clusters = samples.stream().collect(Collectors.groupingBy(t -> nearest(before, t)));
        List<Tone> after = new ArrayList<>(before);
        clusters.forEach((index, cluster) -> {
            if (part > 1) {
                cluster.sort(Comparator.comparing(Tone::chroma).reversed());
            }
            after.set(index, mean(cluster.subList(0, Math.max(1, cluster.size() / part))));
        });
        return after;
    }

    private static Tone mean(List<Tone> tones) {
        double red = 0;
        double green = 0;
        double blue = 0;
        for (Tone tone : tones) {
            red += tone.red();
            green += tone.green();
            blue += tone.blue();
        }
        int count = tones.size();
        return new Tone((float) (red / count), (float) (green / count), (float) (blue / count));
    }

    private static int nearest(List<Tone> centres, Tone sample) {
        int nearest = 0;
        for (int i = 1; i < SIZE; i++) {
            if (centres.get(i).distanceSquared(sample) < centres.get(nearest).distanceSquared(sample)) {
                nearest = i;
            }
        }
        return nearest;
    }
}
