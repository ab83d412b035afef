package io.github.novitagateway.sandbox.painting;

import java.awt.Paint;
import java.awt.geom.Path2D;
import java.util.SplittableRandom;

/** The line of a hill: waves that get finer and lower, as brushes and mountains do. */
final class Ridge {
    private static final int WAVES = 7;
    private static final int STEPS = 480;

    private final double base;
    private final double relief;
    private final double[] frequency = new double[WAVES];
    private final double[] phase = new double[WAVES];
    private final double[] slope = new double[2];

    /**
     * Draws the line.
     *
     * @param base how far down its middle lies, 0..1
     * @param relief how far it goes up and down
     * @param coarseness how many hills it has, roughly
     */
    Ridge(SplittableRandom chance, double base, double relief, double coarseness) {
        this.base = base;
        this.relief = relief;
        for (int i = 0; i < WAVES; i++) {
            frequency[i] = coarseness * Math.pow(1.95, i) * (0.8 + 0.4 * chance.nextDouble());
            phase[i] = chance.nextDouble() * 2 * Math.PI;
        }
    }

    /** Lets the line fall to one side: at the given end it lies lower by this much. */
    Ridge falling(double left, double right) {
        slope[0] = left;
        slope[1] = right;
        return this;
    }

    /** How far down the line is at a place across. */
    double height(double x) {
        double sum = 0;
        double weight = 1;
        for (int i = 0; i < WAVES; i++) {
            sum += weight * Math.sin(2 * Math.PI * frequency[i] * x + phase[i]);
            weight *= 0.46;
        }
        double fall = slope[0] * Math.pow(1 - x, 2) + slope[1] * x * x;
        return base - relief * sum / 2 + fall;
    }

    /** Paints all below the line. */
    void fill(Canvas canvas, Paint paint) {
        Path2D path = new Path2D.Double();
        path.moveTo(0, canvas.height());
        for (int i = 0; i <= STEPS; i++) {
            double x = (double) i / STEPS;
            path.lineTo(canvas.x(x), canvas.y(height(x)));
        }
        path.lineTo(canvas.width(), canvas.height());
        path.closePath();
        canvas.fill(paint, path);
    }
}
