package io.github.novitagateway.sandbox.painting;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/** How light a picture is at each place, from 0 at its darkest to 1 at its lightest: all that is kept of its shapes. */
final class Lightness {
    /** The share of pixels at either end that may lie beyond 0 and 1. */
    private static final double OUTLIERS = 0.01;

    private static final float LEAST_CONTRAST = 0.05f;

    private final int width;
    private final int height;
    private final float[] values;

    Lightness(BufferedImage picture) {
        this.width = picture.getWidth();
        this.height = picture.getHeight();
        this.values = new float[width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = Tone.of(picture.getRGB(i % width, i / width)).luminance();
        }
        stretch();
    }

    /** The lightness at a place; beyond the edge it is that of the edge. */
    float at(int x, int y) {
        int column = Math.max(0, Math.min(width - 1, x));
        int row = Math.max(0, Math.min(height - 1, y));
        return values[row * width + column];
    }

    /** How fast it gets lighter to the right and downwards around a place, seen over some pixels. */
    double[] slope(int x, int y, int reach) {
        return new double[] {at(x + reach, y) - at(x - reach, y), at(x, y + reach) - at(x, y - reach)};
    }

    private void stretch() {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        int outliers = (int) (OUTLIERS * sorted.length);
        float darkest = sorted[outliers];
        float contrast = sorted[sorted.length - 1 - outliers] - darkest;
        if (contrast >= LEAST_CONTRAST) {
            for (int i = 0; i < values.length; i++) {
                values[i] = (values[i] - darkest) / contrast;
            }
        }
    }
}
