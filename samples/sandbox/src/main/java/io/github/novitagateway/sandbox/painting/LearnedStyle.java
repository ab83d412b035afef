package io.github.novitagateway.sandbox.painting;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a training learned from its pictures: their palette. Looking at them takes time and is done once. */
public final class LearnedStyle {
    /** The longer side of a picture as it is looked at. */
    private static final int GLANCE = 48;

    private static final long MOST_PIXELS = 100_000_000;

    private final List<byte[]> pictures;
    private @Nullable Palette palette;

    /** Takes encoded pictures: PNG, JPEG or WebP. */
    public LearnedStyle(List<byte[]> pictures) {
        this.pictures = List.copyOf(pictures);
    }

    /** {@return the palette of the pictures; the neutral one when none can be read} */
    public synchronized Palette palette() {
        Palette learned = palette;
        if (learned == null) {
            List<Tone> samples = new ArrayList<>();
            pictures.forEach(picture -> look(picture, samples));
            learned = Palette.of(samples);
            palette = learned;
        }
        return learned;
    }

    /** A picture that cannot be read teaches nothing. */
    private static void look(byte[] bytes, List<Tone> samples) {
        EncodedPicture picture = new EncodedPicture(bytes);
        Dimension size = picture.size();
        if (size == null || (long) size.width * size.height > MOST_PIXELS) {
            return;
        }
        try {
            look(picture.read(GLANCE), samples);
        } catch (IOException | RuntimeException e) {
            return;
        }
    }

    private static void look(BufferedImage glance, List<Tone> samples) {
        for (int y = 0; y < glance.getHeight(); y++) {
            for (int x = 0; x < glance.getWidth(); x++) {
                samples.add(Tone.of(glance.getRGB(x, y)));
            }
        }
    }
}
