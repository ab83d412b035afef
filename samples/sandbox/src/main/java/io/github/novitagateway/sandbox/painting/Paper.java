package io.github.novitagateway.sandbox.painting;

import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/** What paper does to a drawing: grain, fibres and edges that are a little darker. */
final class Paper {
    private static final double GRAIN = 0.045;
    private static final double EDGE = 0.16;
    private static final int FIBRE = 7;

    private Paper() {}

    static void soak(BufferedImage picture, SplittableRandom chance) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] row = new int[width];
        double[] fibres = new double[width];
        for (int y = 0; y < height; y++) {
            picture.getRGB(0, y, width, 1, row, 0, width);
            double down = 2.0 * y / height - 1;
            double fibre = 0;
            for (int x = 0; x < width; x++) {
                if (x % FIBRE == 0) {
                    fibre = chance.nextDouble() - 0.5;
                }
                fibres[x] = 0.8 * fibres[x] + 0.2 * fibre;
                double across = 2.0 * x / width - 1;
                double distance = (across * across + down * down) / 2;
                double light = 1 + GRAIN * (chance.nextDouble() - 0.5 + 2 * fibres[x]) - EDGE * distance * distance;
                row[x] = lit(row[x], light);
            }
            picture.setRGB(0, y, width, 1, row, 0, width);
        }
    }

    private static int lit(int argb, double light) {
        int red = part(argb >> 16 & 0xff, light);
        int green = part(argb >> 8 & 0xff, light);
        int blue = part(argb & 0xff, light);
        return (argb & 0xff00_0000) | red << 16 | green << 8 | blue;
    }

    private static int part(int value, double light) {
        return (int) Math.max(0, Math.min(255, Math.round(value * light)));
    }
}
