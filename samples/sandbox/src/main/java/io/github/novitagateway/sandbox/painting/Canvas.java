package io.github.novitagateway.sandbox.painting;

import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/**
 * A sheet to paint on. Places are shares of its width and height; sizes are shares of its shorter side, so that round
 * things stay round.
 */
record Canvas(Graphics2D brush, int width, int height) {
    double x(double share) {
        return share * width;
    }

    double y(double share) {
        return share * height;
    }

    double size(double share) {
        return share * Math.min(width, height);
    }

    void fill(Paint paint, Shape shape) {
        brush.setPaint(paint);
        brush.fill(shape);
    }

    void disc(Paint paint, double x, double y, double radius) {
        ellipse(paint, x, y, radius, radius);
    }

    void ellipse(Paint paint, double x, double y, double radiusX, double radiusY) {
        double w = size(radiusX);
        double h = size(radiusY);
        fill(paint, new Ellipse2D.Double(x(x) - w, y(y) - h, 2 * w, 2 * h));
    }

    /** A polygon around a place: pairs of offsets in sizes, right and down. */
    void polygon(Paint paint, double x, double y, double... offsets) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < offsets.length; i += 2) {
            double px = x(x) + size(offsets[i]);
            double py = y(y) + size(offsets[i + 1]);
            if (i == 0) {
                path.moveTo(px, py);
            } else {
                path.lineTo(px, py);
            }
        }
        path.closePath();
        fill(paint, path);
    }
}
