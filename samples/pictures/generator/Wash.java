/**
 * How pigment lies in a shape.
 *
 * @param top pigment at the upper end of the shape
 * @param bottom pigment at its lower end
 * @param opacity 0 is water, 1 is gouache
 * @param fade how much of the opacity is lost towards the lower end
 * @param bleed how far the edge wanders, in pixels
 * @param dryness how strongly the bristles leave streaks
 */
record Wash(int top, int bottom, double opacity, double fade, double bleed, double dryness) {
    static Wash of(int top, int bottom) {
        return new Wash(top, bottom, 0.95, 0, 3.5, 0.25);
    }

    static Wash flat(int tone) {
        return of(tone, tone).bleed(1.5);
    }

    Wash opacity(double value) {
        return new Wash(top, bottom, value, fade, bleed, dryness);
    }

    Wash fade(double value) {
        return new Wash(top, bottom, opacity, value, bleed, dryness);
    }

    Wash bleed(double value) {
        return new Wash(top, bottom, opacity, fade, value, dryness);
    }

    Wash dryness(double value) {
        return new Wash(top, bottom, opacity, fade, bleed, value);
    }
}
