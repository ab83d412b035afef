package io.github.novitagateway.image;

import io.github.novitagateway.guard.Require;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A second pass at a higher resolution. Docs: model-apis-txt2img.
 *
 * @param targetWidth width after it in pixels, 128..4096
 * @param targetHeight height after it in pixels, 128..4096
 * @param strength how much it may change, 0..1; null leaves it to the service
 * @param upscaler how it is enlarged; null leaves it to the service
 */
public record HiresFix(
        int targetWidth,
        int targetHeight,
        @Nullable BigDecimal strength,
        @Nullable Upscaler upscaler) {
    /** Checks the ranges. */
    public HiresFix {
        Require.within("hiresFix.targetWidth", targetWidth, 128, 4096);
        Require.within("hiresFix.targetHeight", targetHeight, 128, 4096);
        if (strength != null) {
            strength = Require.within("hiresFix.strength", strength, 0, 1);
        }
    }

    /**
     * Starts with a size.
     *
     * @param targetWidth width after the pass in pixels, 128..4096
     * @param targetHeight height after the pass in pixels, 128..4096
     * @return a builder
     */
    public static Builder builder(int targetWidth, int targetHeight) {
        return new Builder(targetWidth, targetHeight);
    }

    /** Collects the settings of the pass. */
    public static final class Builder {
        private final int targetWidth;
        private final int targetHeight;
        private @Nullable BigDecimal strength;
        private @Nullable Upscaler upscaler;

        private Builder(int targetWidth, int targetHeight) {
            this.targetWidth = targetWidth;
            this.targetHeight = targetHeight;
        }

        /**
         * Sets how much the pass may change; left to the service when not called.
         *
         * @param strength 0..1
         * @return this builder
         */
        public Builder strength(double strength) {
            this.strength = Require.decimal("hiresFix.strength", strength);
            return this;
        }

        /**
         * Sets how the image is enlarged; left to the service when not called.
         *
         * @param upscaler the method
         * @return this builder
         */
        public Builder upscaler(Upscaler upscaler) {
            this.upscaler = Objects.requireNonNull(upscaler, "hiresFix.upscaler");
            return this;
        }

        /**
         * Builds the settings.
         *
         * @return the settings
         * @throws IllegalArgumentException when a value is out of range
         */
        public HiresFix build() {
            return new HiresFix(targetWidth, targetHeight, strength, upscaler);
        }
    }

    /**
     * How an image is enlarged: an open word, so that new ones of the service can be sent. Docs: model-apis-txt2img.
     *
     * @param value the service's word; not blank
     */
    public record Upscaler(String value) {
        /** For drawings in anime style. */
        public static final Upscaler REAL_ESRGAN_X4PLUS_ANIME_6B = of("RealESRGAN_x4plus_anime_6B");
        /** For photographs. */
        public static final Upscaler REAL_ESRNET_X4PLUS = of("RealESRNet_x4plus");
        /** In latent space. */
        public static final Upscaler LATENT = of("Latent");

        /** Checks the word. */
        public Upscaler {
            Require.label("upscaler", value);
        }

        /**
         * Any word of the service.
         *
         * @param value the word
         * @return the upscaler
         */
        public static Upscaler of(String value) {
            return new Upscaler(value);
        }

        /** {@return the three documented ones} */
        public static List<Upscaler> all() {
            return List.of(REAL_ESRGAN_X4PLUS_ANIME_6B, REAL_ESRNET_X4PLUS, LATENT);
        }

        /** {@return the word} */
        @Override
        public String toString() {
            return value;
        }
    }
}
