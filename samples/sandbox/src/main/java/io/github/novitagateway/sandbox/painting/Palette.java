package io.github.novitagateway.sandbox.painting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
            centres = moved(centres, sorted);
        }
        centres.sort(Comparator.comparing(Tone::luminance));
        return new Palette(centres);
    }

    /** This palette drawn towards another by 0..1. */
    public Palette mix(Palette other, double share) {
        return new Palette(IntStream.range(0, SIZE)
                .mapToObj(i -> tones.get(i).mix(other.tones.get(i), share))
                .toList());
    }

    /** The tone at 0 (darkest) to 1 (lightest), blended between its neighbours. */
    Tone at(double lightness) {
        double position = Math.max(0, Math.min(1, lightness)) * (SIZE - 1);
        int lower = Math.min(SIZE - 2, (int) position);
        return tones.get(lower).mix(tones.get(lower + 1), position - lower);
    }

    /** The tone that catches the eye. */
    Tone accent() {
        return tones.stream()
                .max(Comparator.comparing(tone -> tone.chroma() * (1 + 0.3f * tone.luminance())))
                .orElseThrow();
    }

    private static List<Tone> moved(List<Tone> centres, List<Tone> samples) {
        float[][] sums = new float[SIZE][4];
        for (Tone sample : samples) {
            float[] sum = sums[nearest(centres, sample)];
            sum[0] += sample.red();
            sum[1] += sample.green();
            sum[2] += sample.blue();
            sum[3]++;
        }
        List<Tone> moved = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            float[] sum = sums[i];
            moved.add(sum[3] == 0 ? centres.get(i) : new Tone(sum[0] / sum[3], sum[1] / sum[3], sum[2] / sum[3]));
        }
        return moved;
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
