package io.github.novitagateway.sandbox.painting;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.geom.Path2D;
import java.util.SplittableRandom;

/** The things that stand in a landscape. Sizes are shares of the canvas's shorter side. */
final class Motifs {
    private Motifs() {}

    /** Firs in loose groups along a ridge. */
    static void paintTrees(Canvas canvas, Ridge ridge, Tone tone, SplittableRandom chance, double scale) {
        int groups = 3 + chance.nextInt(3);
        for (int group = 0; group < groups; group++) {
            double middle = chance.nextDouble();
            int trees = 3 + chance.nextInt(7);
            for (int i = 0; i < trees; i++) {
                double x = middle + (chance.nextDouble() - 0.5) * 0.16;
                double height = scale * (0.04 + 0.06 * chance.nextDouble());
                paintFir(canvas, tone, x, ridge.height(x) + 0.008, height);
            }
        }
    }

    private static void paintFir(Canvas canvas, Tone tone, double x, double y, double height) {
        for (int tier = 0; tier < 4; tier++) {
            double top = -height * (1 - tier * 0.22);
            double bottom = Math.min(0, top + height * 0.42);
            double half = height * (0.1 + tier * 0.055);
            canvas.polygon(tone.opaque(), x, y, 0, top, half, bottom, -half, bottom);
        }
        canvas.polygon(
                tone.opaque(),
                x,
                y,
                -height * 0.02,
                -height * 0.1,
                height * 0.02,
                -height * 0.1,
                height * 0.02,
                height * 0.08,
                -height * 0.02,
                height * 0.08);
    }

    /** A hull with two sails, and its shadow on the water. */
    static void paintBoat(Canvas canvas, Palette palette, double x, double y, double s) {
        Color hull = palette.at(0.02).opaque();
        Color sail = palette.at(0.98).opaque();
        canvas.ellipse(palette.at(0.05).withAlpha(0.35), x, y + 0.004, s * 0.75, s * 0.09);
        canvas.polygon(hull, x, y, -s * 0.02, -s * 1.3, s * 0.02, -s * 1.3, s * 0.02, 0, -s * 0.02, 0);
        canvas.polygon(sail, x, y, s * 0.05, -s * 1.25, s * 0.6, -s * 0.25, s * 0.05, -s * 0.2);
        canvas.polygon(palette.accent().opaque(), x, y, -s * 0.05, -s * 1.1, -s * 0.05, -s * 0.2, -s * 0.42, -s * 0.22);
        canvas.polygon(hull, x, y, -s * 0.7, -s * 0.14, s * 0.75, -s * 0.16, s * 0.5, s * 0.1, -s * 0.5, s * 0.1);
    }

    /** A banded tower with a lamp whose beam falls away from the shore. */
    static void paintLighthouse(Canvas canvas, Palette palette, double x, double y, double h, boolean beamToRight) {
        Tone light = palette.accent().mix(palette.at(1), 0.5);
        double side = beamToRight ? 1 : -1;
        double lampY = -h * 0.9;
        canvas.polygon(
                new GradientPaint(
                        (float) canvas.x(x),
                        0,
                        light.withAlpha(0.6),
                        (float) (canvas.x(x) + side * canvas.size(h * 1.8)),
                        0,
                        light.withAlpha(0)),
                x,
                y,
                0,
                lampY - h * 0.01,
                side * h * 1.9,
                lampY - h * 0.24,
                side * h * 1.9,
                lampY + h * 0.18,
                0,
                lampY + h * 0.01);
        paintTower(canvas, palette, x, y, h);
        canvas.disc(light.opaque(), x, y - canvas.size(h * 0.9) / canvas.height(), h * 0.035);
    }

    private static void paintTower(Canvas canvas, Palette palette, double x, double y, double h) {
        int bands = 5;
        for (int i = 0; i < bands; i++) {
            double low = -h * 0.82 * i / bands;
            double high = -h * 0.82 * (i + 1) / bands;
            Color colour = (i % 2 == 0 ? palette.at(0.97) : palette.accent()).opaque();
            canvas.polygon(
                    colour, x, y, -half(h, low), low, half(h, low), low, half(h, high), high, -half(h, high), high);
        }
        Color dark = palette.at(0).opaque();
        double r = h * 0.075;
        canvas.polygon(
                palette.at(0).withAlpha(0.28), x, y, 0, 0, half(h, 0), 0, half(h, -h * 0.82), -h * 0.82, 0, -h * 0.82);
        canvas.polygon(dark, x, y, -r, -h * 0.82, r, -h * 0.82, r, -h * 0.84, -r, -h * 0.84);
        canvas.polygon(dark, x, y, -r * 0.6, -h * 0.84, r * 0.6, -h * 0.84, r * 0.6, -h * 0.95, -r * 0.6, -h * 0.95);
        canvas.polygon(dark, x, y, -r * 0.9, -h * 0.95, r * 0.9, -h * 0.95, 0, -h * 1.03);
    }

    /** Half the width of the tower at a height above its foot. */
    private static double half(double h, double height) {
        return h * (0.085 + 0.035 * height / (h * 0.82));
    }

    /** A small flock: two arcs for each bird. */
    static void paintBirds(Canvas canvas, Palette palette, SplittableRandom chance) {
        double x = 0.2 + 0.6 * chance.nextDouble();
        double y = 0.14 + 0.2 * chance.nextDouble();
        int birds = 3 + chance.nextInt(5);
        for (int i = 0; i < birds; i++) {
            double px = canvas.x(x + (chance.nextDouble() - 0.5) * 0.25);
            double py = canvas.y(y + (chance.nextDouble() - 0.5) * 0.12);
            double s = canvas.size(0.012 + 0.014 * chance.nextDouble());
            Path2D wings = new Path2D.Double();
            wings.moveTo(px - s, py - s * 0.45);
            wings.quadTo(px - s * 0.4, py - s * 0.75, px, py);
            wings.quadTo(px + s * 0.4, py - s * 0.75, px + s, py - s * 0.45);
            wings.quadTo(px + s * 0.45, py - s * 0.5, px, py + s * 0.18);
            wings.quadTo(px - s * 0.45, py - s * 0.5, px - s, py - s * 0.45);
            canvas.fill(palette.at(0.1).withAlpha(0.85), wings);
        }
    }
}
