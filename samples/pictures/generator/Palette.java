/** The ten pigments of the set, as 0xRRGGBB, and how they mix. */
final class Palette {
    static final int CREAM = 0xf6e8cf;
    static final int GOLD = 0xf7cf7e;
    static final int AMBER = 0xeea24a;
    static final int CORAL = 0xdd6549;
    static final int ROSE = 0xd99a8c;
    static final int MIST = 0xa9cbbf;
    static final int SEA = 0x4f9f9b;
    static final int TEAL = 0x1d6a70;
    static final int DUSK = 0x4a4a86;
    static final int INDIGO = 0x1f2450;

    private Palette() {}

    static float[] rgb(int tone) {
        return new float[] {tone >> 16 & 0xff, tone >> 8 & 0xff, tone & 0xff};
    }

    static float[] mix(int from, int to, double share) {
        float[] mixed = rgb(from);
        float[] other = rgb(to);
        for (int channel = 0; channel < 3; channel++) {
            mixed[channel] += (float) ((other[channel] - mixed[channel]) * share);
        }
        return mixed;
    }

    static int packed(float[] rgb, double light, int step) {
        int packed = 0xff;
        for (float channel : rgb) {
            int level = (int) Math.round(channel * light / step) * step;
            packed = packed << 8 | Math.max(0, Math.min(255, level));
        }
        return packed;
    }
}
