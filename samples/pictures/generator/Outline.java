import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/** Shapes by their measures. */
final class Outline {
    private Outline() {}

    static Shape disc(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    static Shape lens(double x, double y, double length, double thickness) {
        return new Ellipse2D.Double(x - length / 2, y - thickness / 2, length, thickness);
    }

    /** A polygon drawn around the origin, then scaled to the size and moved to x and y. */
    static Shape of(double x, double y, double size, double[][] points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0][0], points[0][1]);
        for (double[] point : points) {
            path.lineTo(point[0], point[1]);
        }
        path.closePath();
        return placed(path, x, y, size);
    }

    static Shape placed(Shape shape, double x, double y, double size) {
        return new AffineTransform(size, 0, 0, size, x, y).createTransformedShape(shape);
    }
}
