import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;

/** How far a shape covers each place of the sheet, and how near its edge that place is. */
final class Stencil {
    private static final int RIM_REACH = 5;

    private final Rectangle box;
    private final float[] cover;
    private final float[] softened;

    /** @param box what to look at; it should hold the shape and some room around it */
    Stencil(Shape shape, Rectangle box) {
        this.box = box;
        BufferedImage image = new BufferedImage(box.width, box.height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.translate(-box.x, -box.y);
        pen.setColor(Color.WHITE);
        pen.fill(shape);
        pen.dispose();
        this.cover = image.getRaster().getSamples(0, 0, box.width, box.height, 0, (float[]) null);
        this.softened = averaged(averaged(cover, 1), box.width);
    }

    /** 0 outside the shape, 1 inside. */
    double cover(double x, double y) {
        return between(cover, x - box.x, y - box.y);
    }

    /** 0 deep inside the shape, growing towards its edge. */
    double rim(double x, double y) {
        return 1 - between(softened, x - box.x, y - box.y);
    }

    private static float[] averaged(float[] values, int stride) {
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            float sum = 0;
            for (int step = -RIM_REACH; step <= RIM_REACH; step++) {
                int near = i + step * stride;
                sum += values[near < 0 || near >= values.length ? i : near];
            }
            result[i] = sum / (2 * RIM_REACH + 1);
        }
        return result;
    }

    private double between(float[] values, double x, double y) {
        double left = Math.max(0, Math.min(box.width - 1.001, x));
        double above = Math.max(0, Math.min(box.height - 1.001, y));
        int at = (int) above * box.width + (int) left;
        double u = left - (int) left;
        double v = above - (int) above;
        double upper = values[at] * (1 - u) + values[at + 1] * u;
        double lower = values[at + box.width] * (1 - u) + values[at + box.width + 1] * u;
        return (upper * (1 - v) + lower * v) / 255;
    }
}
