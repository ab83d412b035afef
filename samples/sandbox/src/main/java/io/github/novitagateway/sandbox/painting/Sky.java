package io.github.novitagateway.sandbox.painting;

import java.awt.Color;
import java.awt.LinearGradientPaint;
import java.awt.RadialGradientPaint;
import java.awt.geom.Rectangle2D;
import java.util.SplittableRandom;

/** The upper part of a drawing: air, sun or moon, clouds, stars. */
final class Sky {
    private final Scene scene;
    private final Palette palette;
    private final double lightX;
    private final double lightY;
    private final double radius;

    Sky(Scene scene, Palette palette) {
        this.scene = scene;
        this.palette = palette;
        SplittableRandom chance = scene.chance();
        this.lightX = 0.2 + 0.6 * chance.nextDouble();
        this.lightY = 0.16 + 0.2 * chance.nextDouble();
        this.radius = 0.06 + 0.05 * chance.nextDouble();
    }

    /** Where the sun or moon stands across. */
    double lightX() {
        return lightX;
    }

    /** The colour of the air far away. */
    Tone haze() {
        return scene.night() ? palette.at(0.32) : palette.at(0.96);
    }

    Tone light() {
        return scene.night() ? palette.at(1) : palette.at(1).mix(palette.accent(), 0.12);
    }

    void paint(Canvas canvas) {
        Color top = (scene.night() ? palette.at(0.04) : palette.at(0.6)).opaque();
        Color middle = (scene.night() ? palette.at(0.2) : palette.at(0.82)).opaque();
        canvas.fill(
                new LinearGradientPaint(0, 0, 0, (float) canvas.y(0.72), new float[] {0, 0.5f, 1}, new Color[] {
                    top, middle, haze().opaque()
                }),
                new Rectangle2D.Double(0, 0, canvas.width(), canvas.height()));
        if (scene.night()) {
            paintStars(canvas);
        }
        paintGlow(canvas);
        canvas.disc(light().opaque(), lightX, lightY, radius);
        if (scene.night()) {
            paintCraters(canvas);
        }
        paintClouds(canvas);
    }

    private void paintGlow(Canvas canvas) {
        Tone glow = scene.night() ? palette.at(0.75) : palette.accent().mix(palette.at(1), 0.4);
        float reach = (float) canvas.size(radius * 5);
        canvas.brush()
                .setPaint(new RadialGradientPaint(
                        (float) canvas.x(lightX),
                        (float) canvas.y(lightY),
                        reach,
                        new float[] {0, 0.25f, 1},
                        new Color[] {glow.withAlpha(0.75), glow.withAlpha(0.4), glow.withAlpha(0)}));
        canvas.brush()
                .fill(new Rectangle2D.Double(canvas.x(lightX) - reach, canvas.y(lightY) - reach, 2 * reach, 2 * reach));
    }

    private void paintCraters(Canvas canvas) {
        Color shade = palette.at(0.8).withAlpha(0.3);
        canvas.disc(shade, lightX - radius * 0.3, lightY - radius * 0.25, radius * 0.26);
        canvas.disc(shade, lightX + radius * 0.35, lightY + radius * 0.1, radius * 0.16);
        canvas.disc(shade, lightX - radius * 0.05, lightY + radius * 0.45, radius * 0.2);
    }

    private void paintStars(Canvas canvas) {
        SplittableRandom chance = scene.chance();
        for (int i = 0; i < 70; i++) {
            double size = 0.0012 + 0.002 * chance.nextDouble();
            Color colour = palette.at(1).withAlpha(0.3 + 0.6 * chance.nextDouble());
            canvas.disc(colour, chance.nextDouble(), 0.5 * chance.nextDouble(), size);
        }
    }

    /** Long thin strokes that overlap to banks. */
    private void paintClouds(Canvas canvas) {
        SplittableRandom chance = scene.chance();
        int banks = 2 + chance.nextInt(3);
        for (int bank = 0; bank < banks; bank++) {
            double x = chance.nextDouble();
            double y = 0.08 + 0.34 * chance.nextDouble();
            Tone tone = scene.night() ? palette.at(0.5) : palette.at(1);
            for (int stroke = 0; stroke < 16; stroke++) {
                double spread = chance.nextDouble() - 0.5;
                double length = (0.06 + 0.2 * chance.nextDouble()) * (1 - Math.abs(spread));
                canvas.ellipse(
                        tone.withAlpha(0.05 + 0.08 * chance.nextDouble()),
                        x + spread * 0.45,
                        y + (chance.nextDouble() - 0.5) * 0.05,
                        length,
                        length * (0.06 + 0.05 * chance.nextDouble()));
            }
        }
    }
}
