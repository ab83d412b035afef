import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Random;

/** Land, sea, sky and trees; x and y are the foot of a thing, in pixels. */
final class Nature {
    private final Paper paper;
    private final Random random;

    Nature(Paper paper, int seed) {
        this.paper = paper;
        this.random = new Random(seed);
    }

    /** A band of land from its crest down to the foot; a sharp one has peaks, a soft one is rolling. */
    void ridge(double crest, double foot, double relief, double length, boolean sharp, Wash wash) {
        double start = random.nextInt(1000);
        Path2D land = new Path2D.Double();
        land.moveTo(-20, foot);
        for (int x = -20; x <= paper.width + 20; x += 3) {
            double rise = paper.noise().cloud(start + x / length, start);
            land.lineTo(x, crest - relief * (sharp ? 1 - Math.abs(2 * rise - 1) * 1.6 : rise * 2 - 1));
        }
        land.lineTo(paper.width + 20, foot);
        land.closePath();
        paper.wash(land, wash);
    }

    /** Land that rises from the water at one place only. */
    void mound(double x, double y, double halfWidth, double rise, Wash wash) {
        double start = random.nextInt(1000);
        Path2D land = new Path2D.Double();
        land.moveTo(x - halfWidth, y);
        for (double t = -1; t < 1; t += 0.02) {
            double bump = 0.72 + 0.56 * (paper.noise().cloud(start + t * 3, start) - 0.25);
            land.lineTo(x + t * halfWidth, y - rise * Math.sqrt(1 - t * t) * bump);
        }
        land.closePath();
        paper.wash(land, wash);
    }

    void water(double horizon, int far, int near) {
        paper.wash(
                new Rectangle2D.Double(-20, horizon, paper.width + 40, paper.height - horizon + 20),
                Wash.of(far, near).bleed(1.2).dryness(0.1));
    }

    /** Strokes on the water, longer and farther apart towards the viewer. */
    void ripples(double from, double to, int count, int tone, double opacity) {
        for (int i = 0; i < count; i++) {
            double near = random.nextDouble();
            double length = 14 + 90 * near * random.nextDouble();
            double x = random.nextDouble() * (paper.width + 60) - 30;
            paper.wash(
                    Outline.lens(x, from + (to - from) * near * near, length, 1.6 + 3 * near),
                    Wash.flat(tone).opacity(opacity));
        }
    }

    /** A row of breaking waves that lean to the right, with foam on their crests. */
    void surf(double y, double rise, double length, Wash wash) {
        Path2D water = new Path2D.Double();
        Path2D crests = new Path2D.Double();
        double x = -length * random.nextDouble();
        water.moveTo(x, y);
        while (x < paper.width) {
            double w = length * (0.8 + 0.5 * random.nextDouble());
            double h = rise * (0.65 + 0.5 * random.nextDouble());
            water.curveTo(x + 0.3 * w, y, x + 0.42 * w, y - h, x + 0.7 * w, y - h);
            water.quadTo(x + 0.9 * w, y - h, x + 0.93 * w, y - 0.55 * h);
            water.quadTo(x + 0.8 * w, y - 0.85 * h, x + 0.74 * w, y - 0.45 * h);
            water.quadTo(x + 0.72 * w, y, x + w, y);
            crests.moveTo(x + 0.38 * w, y - 0.62 * h);
            crests.quadTo(x + 0.5 * w, y - h, x + 0.7 * w, y - h);
            crests.quadTo(x + 0.9 * w, y - h, x + 0.93 * w, y - 0.55 * h);
            x += w;
        }
        water.lineTo(x, paper.height + 20);
        water.lineTo(-length, paper.height + 20);
        water.closePath();
        paper.wash(water, wash);
        Shape foam = new BasicStroke(6, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND).createStrokedShape(crests);
        paper.wash(foam, Wash.flat(Palette.CREAM).bleed(6).dryness(0.5));
    }

    /** The broken path of light under a sun or a moon. */
    void glitter(double x, double from, double to, double width, int tone) {
        for (double y = from + 4, gap = 5; y < to; y += gap, gap *= 1.06) {
            double wander = (random.nextDouble() - 0.5) * width * 0.6;
            double length = width * (0.5 + 0.8 * random.nextDouble());
            paper.wash(
                    Outline.lens(x + wander, y, length, gap * 0.42),
                    Wash.flat(tone).opacity(0.75));
        }
    }

    void sun(double x, double y, double radius, int tone) {
        halo(x, y, radius, tone);
        paper.wash(
                Outline.disc(x, y, radius),
                Wash.of(Palette.CREAM, tone).bleed(2).dryness(0.1));
    }

    void crescent(double x, double y, double radius) {
        Area moon = new Area(Outline.disc(x, y, radius));
        moon.subtract(new Area(Outline.disc(x + radius * 0.45, y - radius * 0.2, radius * 0.9)));
        halo(x, y, radius, Palette.ROSE);
        paper.wash(moon, Wash.of(Palette.CREAM, Palette.GOLD).bleed(1.2));
    }

    private void halo(double x, double y, double radius, int tone) {
        for (double reach = 3; reach > 1.1; reach -= 0.19) {
            paper.wash(
                    Outline.disc(x, y, radius * reach),
                    Wash.flat(tone).opacity(0.055).bleed(9).dryness(0));
        }
    }

    void stars(double below, int count) {
        for (int i = 0; i < count; i++) {
            double size = 0.9 + 1.3 * random.nextDouble();
            Shape star = Outline.disc(random.nextDouble() * paper.width, random.nextDouble() * below, size);
            paper.wash(star, Wash.flat(Palette.CREAM).bleed(0.4));
        }
    }

    void clouds(double from, double to, int count, int tone) {
        for (int i = 0; i < count; i++) {
            double y = from + (to - from) * i / count;
            double x = random.nextDouble() * paper.width;
            for (int puff = 0; puff < 3; puff++) {
                Wash vapour = Wash.flat(tone).opacity(0.5).fade(0.5).bleed(11).dryness(0.6);
                paper.wash(Outline.lens(x + puff * 40, y + puff * 8, 130 + 130 * random.nextDouble(), 17), vapour);
            }
        }
    }

    /** A rock that the sea has worn to a pillar, with foam at its foot. */
    void rock(double x, double y, double width, double rise, Wash wash) {
        double[][] edge = {
            {-0.5, 0}, {-0.42, -0.45}, {-0.36, -0.88}, {-0.12, -1}, {0.16, -0.92}, {0.3, -0.62}, {0.4, -0.5}, {0.5, 0}
        };
        for (double[] point : edge) {
            point[0] *= width / rise;
        }
        paper.wash(Outline.of(x, y, rise, edge), wash.bleed(7));
        paper.wash(
                Outline.lens(x, y + 1, width * 1.25, 7),
                Wash.flat(Palette.CREAM).opacity(0.7).bleed(4));
    }

    void pine(double x, double y, double size, int tone) {
        double[][] trunk = {{-0.03, 0.02}, {-0.03, -0.12}, {0.03, -0.12}, {0.03, 0.02}};
        paper.wash(Outline.of(x, y, size, trunk), Wash.flat(Palette.INDIGO).bleed(0.6));
        for (int tier = 0; tier < 4; tier++) {
            double low = -0.06 - tier * 0.2;
            double half = 0.3 - tier * 0.055;
            double lean = 0.04 * (random.nextDouble() - 0.5);
            double[][] skirt = {{-half, low}, {lean, low - 0.38}, {half, low}, {0, low - 0.06}};
            paper.wash(
                    Outline.of(x, y, size, skirt), Wash.of(tone, Palette.INDIGO).bleed(size * 0.03));
        }
    }

    void cypress(double x, double y, double size) {
        Path2D tree = new Path2D.Double();
        tree.moveTo(0, -1);
        tree.curveTo(0.16, -0.6, 0.17, -0.1, 0.03, 0);
        tree.lineTo(-0.03, 0);
        tree.curveTo(-0.17, -0.1, -0.14, -0.6, 0, -1);
        paper.wash(
                Outline.placed(tree, x, y, size),
                Wash.of(Palette.TEAL, Palette.INDIGO).bleed(size * 0.03));
    }

    void birds(double x, double y, int count) {
        for (int i = 0; i < count; i++) {
            double size = 9 + random.nextInt(8);
            Path2D wings = new Path2D.Double();
            wings.moveTo(-1, -0.25);
            wings.quadTo(-0.4, -0.55, 0, 0);
            wings.quadTo(0.45, -0.6, 1, -0.35);
            Shape bird = Outline.placed(wings, x + i * 34 + random.nextInt(14), y + random.nextInt(60), size);
            paper.wash(
                    new BasicStroke(2f).createStrokedShape(bird),
                    Wash.flat(Palette.INDIGO).bleed(0.6));
        }
    }
}
