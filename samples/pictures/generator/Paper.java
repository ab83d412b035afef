import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/** A sheet of grained paper that takes washes of pigment: ragged edges, pooled rims, granulation. */
final class Paper {
    private static final int MARGIN = 15;
    private static final int ROOM = 14;
    /** Colours are rounded to this step: the grain hides it, and lossless files become far smaller. */
    private static final int TONE_STEP = 8;

    final int width;
    final int height;
    private final float[][] pigment;
    private final Noise noise;
    private int layers;

    Paper(int width, int height, int seed) {
        this.width = width;
        this.height = height;
        this.noise = new Noise(seed);
        this.pigment = new float[width * height][];
        Arrays.setAll(pigment, i -> Palette.rgb(Palette.CREAM));
    }

    Noise noise() {
        return noise;
    }

    /** Covers the whole sheet with bands that melt into each other from top to bottom. */
    void flood(int... tones) {
        double band = height / (tones.length - 1.0);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double billow = 46 * (noise.cloud(x / 170.0, y / 60.0) - 0.5);
                double streak = 14 * (noise.cloud(x / 80.0, y / 6.0) - 0.5);
                double at = Math.max(0, Math.min(tones.length - 1.001, (y + billow + streak) / band));
                float[] tone = Palette.mix(tones[(int) at], tones[(int) at + 1], at - (int) at);
                lay(x, y, tone, 0.96, 1 + 0.09 * (noise.cloud(x / 7.0, y / 7.0) - 0.5));
            }
        }
    }

    /** Lays one wash inside the shape. */
    void wash(Shape shape, Wash wash) {
        layers++;
        Rectangle box = shape.getBounds();
        double top = shape.getBounds2D().getMinY();
        double extent = shape.getBounds2D().getHeight();
        box.grow(ROOM, ROOM);
        box = box.intersection(new Rectangle(-ROOM, -ROOM, width + 2 * ROOM, height + 2 * ROOM));
        Rectangle painted = box.intersection(new Rectangle(width, height));
        if (painted.isEmpty()) {
            return;
        }
        Stencil stencil = new Stencil(shape, box);
        for (int y = painted.y; y < painted.y + painted.height; y++) {
            double depth = clamped((y - top) / extent);
            for (int x = painted.x; x < painted.x + painted.width; x++) {
                stain(x, y, depth, stencil, wash);
            }
        }
    }

    private void stain(int x, int y, double depth, Stencil stencil, Wash wash) {
        double shift = layers * 37.7;
        double edgeX = x + 2 * wash.bleed() * (noise.cloud(x / 9.0 + shift, y / 9.0) - 0.5);
        double edgeY = y + 2 * wash.bleed() * (noise.cloud(x / 9.0, y / 9.0 + shift) - 0.5);
        double cover = stencil.cover(edgeX, edgeY);
        if (cover < 0.004) {
            return;
        }
        double rim = 0.42 * wash.opacity() * stencil.rim(edgeX, edgeY);
        double pool = 0.26 * (noise.cloud(x / 55.0 + shift, y / 38.0) - 0.5);
        double grit = 0.16 * (noise.cloud(x / 4.0, y / 4.0 + shift) - 0.5);
        double streaks = wash.dryness() * smooth(0.56, 0.78, noise.cloud(x / 70.0 + shift, y / 2.6));
        double thinning = 1 - wash.fade() * smooth(0.15, 1, depth);
        float[] tone = Palette.mix(wash.top(), wash.bottom(), clamped(depth + pool));
        lay(x, y, tone, cover * wash.opacity() * thinning * (1 - streaks), 1 - rim + pool / 2 + grit);
    }

    /** The finished picture: an unpainted margin with a brushed edge, and the grain of the paper over all. */
    BufferedImage dried() {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        float[] cream = Palette.rgb(Palette.CREAM);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double inward = Math.min(Math.min(x, width - 1 - x), Math.min(y, height - 1 - y));
                double ragged = inward + 9 * (noise.cloud(x / 11.0, y / 11.0) - 0.5);
                lay(x, y, cream, 1 - smooth(MARGIN - 1.2, MARGIN + 1.2, ragged), 1);
                double tooth = 0.13 * (noise.cloud(x / 2.3, y / 2.3 + 500) - 0.5);
                picture.setRGB(x, y, Palette.packed(pigment[y * width + x], 1 + tooth, TONE_STEP));
            }
        }
        return picture;
    }

    private void lay(int x, int y, float[] tone, double opacity, double light) {
        float[] under = pigment[y * width + x];
        for (int channel = 0; channel < 3; channel++) {
            under[channel] += (float) ((tone[channel] * light - under[channel]) * opacity);
        }
    }

    private static double clamped(double share) {
        return Math.max(0, Math.min(1, share));
    }

    private static double smooth(double from, double to, double value) {
        double t = clamped((value - from) / (to - from));
        return t * t * (3 - 2 * t);
    }
}
