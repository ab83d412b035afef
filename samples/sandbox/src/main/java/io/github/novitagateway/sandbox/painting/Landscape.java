package io.github.novitagateway.sandbox.painting;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.geom.Rectangle2D;
import java.util.SplittableRandom;

/** The lower part of a drawing: hills behind each other with mist between them, and water when the scene has some. */
final class Landscape {
    private static final double SHORE = 0.62;

    private final Scene scene;
    private final Palette palette;
    private final Sky sky;
    private final SplittableRandom chance;

    Landscape(Scene scene, Palette palette, Sky sky) {
        this.scene = scene;
        this.palette = palette;
        this.sky = sky;
        this.chance = scene.chance();
    }

    void paint(Canvas canvas) {
        if (scene.water()) {
            paintHills(canvas, 3, 0.5, SHORE - 0.03, scene.night() ? 0.14 : 0.4);
            paintWater(canvas);
            paintForeground(canvas);
        } else {
            paintHills(canvas, 5, 0.46, 0.88, 0.0);
        }
    }

    /** Hills from far to near; the nearest is as dark as {@code nearest} on the palette. */
    private void paintHills(Canvas canvas, int count, double far, double near, double nearest) {
        for (int i = 0; i < count; i++) {
            double nearness = (i + 1.0) / count;
            double base = far + (near - far) * i / (count - 1);
            Ridge ridge = new Ridge(chance, base, 0.13 - 0.04 * nearness, 0.7 + 0.7 * chance.nextDouble());
            Tone ground = palette.at(nearest).mix(sky.haze(), 0.85 * (1 - nearness));
            Tone mist = ground.mix(sky.haze(), 0.55);
            ridge.fill(canvas, downwards(canvas, base - 0.08, base + 0.2, ground.opaque(), mist.opaque()));
            if (scene.trees() && i >= count - 2) {
                Motifs.paintTrees(canvas, ridge, ground.mix(palette.at(0), 0.45), chance, 0.5 + 0.5 * nearness);
            }
        }
    }

    private void paintWater(Canvas canvas) {
        Tone far = palette.at(0.7).mix(sky.haze(), 0.55);
        Tone near = palette.at(scene.night() ? 0.08 : 0.3);
        canvas.fill(
                downwards(canvas, SHORE, 1, far.opaque(), near.opaque()),
                new Rectangle2D.Double(0, canvas.y(SHORE), canvas.width(), canvas.height()));
        for (int i = 0; i < 150; i++) {
            double depth = Math.pow(chance.nextDouble(), 1.4);
            double y = SHORE + 0.01 + (1 - SHORE) * depth;
            Tone wave = chance.nextBoolean() ? palette.at(0.95) : palette.at(0.15);
            double length = 0.015 + 0.1 * depth * chance.nextDouble();
            canvas.ellipse(
                    wave.withAlpha(0.08 + 0.14 * chance.nextDouble()),
                    chance.nextDouble(),
                    y,
                    length,
                    0.0012 + 0.004 * depth);
        }
        paintReflection(canvas);
    }

    /** The path that the sun or moon lays on the water: strokes that widen towards us. */
    private void paintReflection(Canvas canvas) {
        for (int i = 0; i < 60; i++) {
            double depth = Math.pow(i / 60.0, 1.3);
            double spread = (chance.nextDouble() - 0.5) * (0.05 + 0.2 * depth);
            double length = (0.012 + 0.05 * depth) * (0.4 + chance.nextDouble());
            canvas.ellipse(
                    sky.light().withAlpha(0.75 - 0.5 * depth),
                    sky.lightX() + spread,
                    SHORE + 0.008 + 0.3 * depth,
                    length,
                    0.0018 + 0.0035 * depth);
        }
    }

    private void paintForeground(Canvas canvas) {
        boolean left = sky.lightX() > 0.5;
        if (scene.boats()) {
            int boats = 1 + chance.nextInt(3);
            for (int i = 0; i < boats; i++) {
                double depth = 0.12 + 0.5 * (i + chance.nextDouble()) / boats;
                double x = left ? 0.42 + 0.5 * chance.nextDouble() : 0.08 + 0.5 * chance.nextDouble();
                Motifs.paintBoat(canvas, palette, x, SHORE + 0.3 * depth, 0.05 + 0.08 * depth);
            }
        }
        Ridge shore = new Ridge(chance, 0.8, 0.05, 1.1).falling(left ? 0 : 0.34, left ? 0.34 : 0);
        Tone dark = palette.at(0.02);
        if (scene.lighthouse()) {
            double x = left ? 0.2 + 0.08 * chance.nextDouble() : 0.72 + 0.08 * chance.nextDouble();
            Motifs.paintLighthouse(canvas, palette, x, shore.height(x) + 0.02, 0.42, left);
        }
        shore.fill(
                canvas,
                downwards(canvas, 0.72, 1, dark.mix(palette.at(0.3), 0.45).opaque(), dark.opaque()));
        if (scene.trees()) {
            Motifs.paintTrees(canvas, shore, dark, chance, 0.9);
        }
    }

    private static GradientPaint downwards(Canvas canvas, double from, double to, Color upper, Color lower) {
        return new GradientPaint(0, (float) canvas.y(from), upper, 0, (float) canvas.y(to), lower);
    }
}
