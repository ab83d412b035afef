package io.github.novitagateway.sandbox.painting;

import java.awt.Color;

/** A colour; each part is 0..1. */
public record Tone(float red, float green, float blue) {
    static Tone of(int rgb) {
        return new Tone((rgb >> 16 & 0xff) / 255f, (rgb >> 8 & 0xff) / 255f, (rgb & 0xff) / 255f);
    }

    Tone mix(Tone other, double share) {
        float s = (float) Math.max(0, Math.min(1, share));
        return new Tone(red + (other.red - red) * s, green + (other.green - green) * s, blue + (other.blue - blue) * s);
    }

    float luminance() {
        return 0.2126f * red + 0.7152f * green + 0.0722f * blue;
    }

    float chroma() {
        return Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue));
    }

    float distanceSquared(Tone other) {
        float r = red - other.red;
        float g = green - other.green;
        float b = blue - other.blue;
        return r * r + g * g + b * b;
    }

    Color opaque() {
        return new Color(red, green, blue);
    }

    Color withAlpha(double alpha) {
        return new Color(red, green, blue, (float) Math.max(0, Math.min(1, alpha)));
    }
}
