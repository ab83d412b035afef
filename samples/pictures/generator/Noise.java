/** Seeded value noise in 0..1, made of integer hashes alone so that every machine draws the same picture. */
final class Noise {
    private final int seed;

    Noise(int seed) {
        this.seed = seed;
    }

    /** Four octaves: soft shapes with fine detail. */
    double cloud(double x, double y) {
        double sum = 0;
        double weight = 0.5;
        for (int octave = 0; octave < 4; octave++) {
            sum += weight * at(x * (1 << octave) + octave * 19.1, y * (1 << octave) + octave * 7.3);
            weight /= 2;
        }
        return sum / 0.9375;
    }

    private double at(double x, double y) {
        int column = (int) Math.floor(x);
        int row = (int) Math.floor(y);
        double u = eased(x - column);
        double v = eased(y - row);
        double above = corner(column, row) * (1 - u) + corner(column + 1, row) * u;
        double below = corner(column, row + 1) * (1 - u) + corner(column + 1, row + 1) * u;
        return above * (1 - v) + below * v;
    }

    private double corner(int column, int row) {
        int hash = column * 0x27d4eb2d + row * 0x165667b1 + seed * 0x9e3779b9;
        hash = (hash ^ hash >>> 15) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return ((hash ^ hash >>> 16) & 0xffffff) / (double) 0xffffff;
    }

    private static double eased(double t) {
        return t * t * (3 - 2 * t);
    }
}
