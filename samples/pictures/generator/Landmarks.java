import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** What people have built; x and y are the foot of a thing, in pixels. */
final class Landmarks {
    private final Paper paper;

    Landmarks(Paper paper) {
        this.paper = paper;
    }

    void boat(double x, double y, double size, int sail) {
        paper.wash(
                Outline.lens(x, y + size * 0.1, size * 1.15, size * 0.07),
                Wash.flat(Palette.INDIGO).opacity(0.55));
        double[][] mirrored = {{-0.3, 0.12}, {0.22, 0.12}, {0.1, 0.5}, {-0.06, 0.62}};
        paper.wash(
                Outline.of(x, y, size, mirrored),
                Wash.flat(sail).opacity(0.4).dryness(0.9).bleed(3));
        Path2D hull = new Path2D.Double();
        hull.moveTo(-0.52, -0.16);
        hull.quadTo(0, -0.02, 0.58, -0.2);
        hull.quadTo(0.46, 0.1, 0.28, 0.1);
        hull.lineTo(-0.32, 0.1);
        hull.quadTo(-0.46, 0.04, -0.52, -0.16);
        paper.wash(
                Outline.placed(hull, x, y, size),
                Wash.of(Palette.CORAL, Palette.INDIGO).bleed(1));
        double[][] mast = {{-0.012, -0.1}, {-0.008, -1.28}, {0.008, -1.28}, {0.012, -0.1}};
        paper.wash(
                Outline.of(x, y, size, mast),
                Wash.flat(Palette.INDIGO).bleed(0.5).dryness(0));
        Path2D main = new Path2D.Double();
        main.moveTo(0.04, -1.22);
        main.quadTo(0.5, -0.72, 0.48, -0.3);
        main.lineTo(0.04, -0.22);
        main.closePath();
        paper.wash(
                Outline.placed(main, x, y, size), Wash.of(Palette.CREAM, sail).bleed(1));
        double[][] jib = {{-0.05, -1.08}, {-0.05, -0.24}, {-0.42, -0.28}};
        paper.wash(Outline.of(x, y, size, jib), Wash.of(Palette.CREAM, sail).bleed(1));
    }

    void lighthouse(double x, double y, double size) {
        double[][] tower = {{-0.13, 0}, {-0.08, -0.8}, {0.08, -0.8}, {0.13, 0}};
        paper.wash(
                Outline.of(x, y, size, tower),
                Wash.of(Palette.CREAM, Palette.ROSE).bleed(1));
        for (double level = 0.14; level < 0.7; level += 0.26) {
            double low = 0.13 - 0.0625 * level;
            double high = low - 0.0075;
            double[][] band = {{-low, -level}, {-high, -level - 0.12}, {high, -level - 0.12}, {low, -level}};
            paper.wash(Outline.of(x, y, size, band), Wash.flat(Palette.CORAL).bleed(0.8));
        }
        double[][] shade = {{0.05, 0}, {0.03, -0.8}, {0.08, -0.8}, {0.13, 0}};
        paper.wash(
                Outline.of(x, y, size, shade),
                Wash.flat(Palette.INDIGO).opacity(0.35).bleed(0.8));
        double[][] gallery = {{-0.12, -0.79}, {-0.12, -0.83}, {0.12, -0.83}, {0.12, -0.79}};
        paper.wash(Outline.of(x, y, size, gallery), Wash.flat(Palette.INDIGO).bleed(0.5));
        double[][] lamp = {{-0.06, -0.83}, {-0.06, -0.93}, {0.06, -0.93}, {0.06, -0.83}};
        paper.wash(
                Outline.of(x, y, size, lamp), Wash.flat(Palette.GOLD).bleed(0.4).dryness(0));
        double[][] roof = {{-0.09, -0.93}, {0, -1.04}, {0.09, -0.93}};
        paper.wash(Outline.of(x, y, size, roof), Wash.flat(Palette.INDIGO).bleed(0.5));
    }

    /** A cone of light that starts at the lamp of a lighthouse of the same place and size. */
    void beam(double x, double y, double size, double reach, double spread) {
        double lamp = y - size * 0.88;
        for (double share = 1; share > 0.4; share -= 0.25) {
            double[][] cone = {{0, 0}, {reach, -spread * share - 12}, {reach, spread * share - 12}};
            paper.wash(
                    Outline.of(x, lamp, 1, cone),
                    Wash.flat(Palette.GOLD).opacity(0.2).bleed(2).dryness(0.5));
        }
        paper.wash(
                Outline.disc(x, lamp, size * 0.13),
                Wash.flat(Palette.GOLD).opacity(0.35).bleed(3));
    }

    void house(double x, double y, double size, int roofTone, boolean lit) {
        double[][] wall = {{-0.5, 0}, {-0.5, -0.6}, {0.5, -0.6}, {0.5, 0}};
        paper.wash(
                Outline.of(x, y, size, wall),
                Wash.of(Palette.CREAM, Palette.ROSE).bleed(0.9));
        double[][] roof = {{-0.6, -0.55}, {-0.34, -1}, {0.38, -1}, {0.6, -0.55}};
        paper.wash(Outline.of(x, y, size, roof), Wash.flat(roofTone).bleed(1));
        for (double left : new double[] {-0.3, 0.1}) {
            double[][] pane = {{left, -0.18}, {left, -0.44}, {left + 0.2, -0.44}, {left + 0.2, -0.18}};
            paper.wash(
                    Outline.of(x, y, size, pane),
                    Wash.flat(lit ? Palette.AMBER : Palette.INDIGO).bleed(0.3));
        }
    }

    /** Arches from shore to shore; y is where they stand in the water. */
    void bridge(double y, double rise, double span) {
        Area arches = new Area(new Rectangle2D.Double(-20, y - rise, paper.width + 40, rise));
        Area mirrored = new Area(new Rectangle2D.Double(-20, y, paper.width + 40, rise * 0.8));
        for (double x = span * 0.55; x < paper.width; x += span) {
            Area opening = new Area(Outline.disc(x, y, span * 0.38));
            arches.subtract(opening);
            mirrored.subtract(opening);
        }
        paper.wash(mirrored, Wash.flat(Palette.INDIGO).opacity(0.45).fade(0.8).bleed(5));
        paper.wash(arches, Wash.of(Palette.CREAM, Palette.DUSK));
        Shape deck = new Rectangle2D.Double(-20, y - rise - 8, paper.width + 40, 13);
        paper.wash(deck, Wash.flat(Palette.DUSK).bleed(2));
    }

    /** A small red square in the corner, as painters of ink landscapes leave it. */
    void seal() {
        Area seal = new Area(new Rectangle2D.Double(paper.width - 46, paper.height - 46, 17, 17));
        seal.subtract(new Area(new Rectangle2D.Double(paper.width - 42, paper.height - 38, 9, 2.2)));
        seal.subtract(new Area(new Rectangle2D.Double(paper.width - 39, paper.height - 43, 2.4, 11)));
        paper.wash(seal, Wash.flat(Palette.CORAL).bleed(0.7).dryness(0));
    }
}
