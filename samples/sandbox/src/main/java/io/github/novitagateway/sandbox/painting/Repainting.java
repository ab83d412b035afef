package io.github.novitagateway.sandbox.painting;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/** Paints a picture once more: its shapes stay, its colours become those of a palette, laid on with strokes. */
final class Repainting {
    private static final int LAYERS = 3;
    private static final double COVERAGE = 2.5;
    private static final double SLENDERNESS = 4;

    private final Lightness lightness;
    private final Palette palette;
    private final double strength;
    private final SplittableRandom chance;

    Repainting(Lightness lightness, Palette palette, double strength, SplittableRandom chance) {
        this.lightness = lightness;
        this.palette = palette;
        this.strength = strength;
        this.chance = chance;
    }

    /** Covers the picture, with broad strokes first and fine ones last. */
    void paint(BufferedImage picture) {
        fill(picture);
        Graphics2D brush = picture.createGraphics();
        try {
            Painter.soften(brush);
            double breadth = Math.min(picture.getWidth(), picture.getHeight()) * (0.008 + 0.022 * strength);
            for (int layer = 0; layer < LAYERS; layer++) {
                paintLayer(brush, picture.getWidth(), picture.getHeight(), Math.max(1, breadth));
                breadth /= 2;
            }
        } finally {
            brush.dispose();
        }
    }

    private void fill(BufferedImage picture) {
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                picture.setRGB(x, y, palette.at(lightness.at(x, y)).opaque().getRGB());
            }
        }
    }

    private void paintLayer(Graphics2D brush, int width, int height, double breadth) {
        double length = breadth * SLENDERNESS;
        long strokes = Math.round(COVERAGE * width * height / (breadth * length));
        brush.setStroke(new BasicStroke((float) breadth, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (long i = 0; i < strokes; i++) {
            paintStroke(brush, chance.nextInt(width), chance.nextInt(height), length, (int) Math.ceil(breadth));
        }
    }

    /** One stroke along the edge of what it belongs to; the clearer the edge, the shorter the stroke. */
    private void paintStroke(Graphics2D brush, int x, int y, double length, int reach) {
        double[] slope = lightness.slope(x, y, reach);
        double steepness = Math.hypot(slope[0], slope[1]);
        double angle =
                steepness < 0.02 ? 0.4 * (chance.nextDouble() - 0.5) : Math.atan2(slope[1], slope[0]) + Math.PI / 2;
        double half = length / 2 * Math.max(0.1, 1 - 2 * steepness);
        double tremble = 0.12 * strength * (chance.nextDouble() - 0.5);
        Color colour = palette.at(lightness.at(x, y) + tremble).withAlpha(0.55 + 0.35 * chance.nextDouble());
        double right = half * Math.cos(angle);
        double down = half * Math.sin(angle);
        brush.setColor(colour);
        brush.draw(new Line2D.Double(x - right, y - down, x + right, y + down));
    }
}
