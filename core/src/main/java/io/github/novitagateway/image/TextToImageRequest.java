package io.github.novitagateway.image;

import io.github.novitagateway.image.GenerationRequest.Embedding;
import io.github.novitagateway.image.GenerationRequest.Refiner;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Drawing from words. Docs: model-apis-txt2img.
 *
 * @param modelName the checkpoint to draw with, its name in full with file suffix
 * @param prompt what to draw, 1..1024 Unicode code points
 * @param negativePrompt what to avoid, 1..1024 Unicode code points; null for nothing
 * @param width width of the images in pixels, 128..2048, default 512
 * @param height height of the images in pixels, 128..2048, default 512
 * @param imageNum how many images to draw, 1..8, default 1
 * @param steps denoising steps, 1..100, default 20
 * @param guidanceScale how closely to follow the prompt, 1..30, default 7.5
 * @param samplerName the sampler, see {@link Samplers}, default {@link Samplers#EULER_A}
 * @param seed where chance starts, at least -1; -1 and null stand for a random one
 * @param loras LoRA models to apply, at most 5, each name once
 * @param embeddings textual inversions to apply, at most 5
 * @param sdVae the VAE to use, empty for none; null leaves it to the service
 * @param clipSkip last layers of the text encoder to leave out, 1..12; null leaves it to the service
 * @param hiresFix a second pass at a higher resolution; null for none
 * @param refiner hand-over to the SDXL refiner; null for none
 * @param enableTransparentBackground whether the background is transparent, for PNG and SDXL only; null for the
 *     service's no
 * @param restoreFaces whether faces are restored; null leaves it to the service
 * @param output how the images are handed out; null leaves it to the service
 */
public record TextToImageRequest(
        String modelName,
        String prompt,
        @Nullable String negativePrompt,
        int width,
        int height,
        int imageNum,
        int steps,
        BigDecimal guidanceScale,
        String samplerName,
        @Nullable Long seed,
        List<Lora> loras,
        List<Embedding> embeddings,
        @Nullable String sdVae,
        @Nullable Integer clipSkip,
        @Nullable HiresFix hiresFix,
        @Nullable Refiner refiner,
        @Nullable Boolean enableTransparentBackground,
        @Nullable Boolean restoreFaces,
        @Nullable OutputOptions output)
        implements GenerationRequest {

    /** Checks the ranges and copies the lists. */
    public TextToImageRequest {
        GenerationRules.checkPrompts(modelName, prompt, negativePrompt);
        GenerationRules.checkSize(width, height);
        GenerationRules.checkSampling(imageNum, steps, samplerName, seed, clipSkip);
        guidanceScale = GenerationRules.guidanceScale(guidanceScale);
        loras = GenerationRules.loras(loras);
        embeddings = GenerationRules.embeddings(embeddings);
        if (Boolean.TRUE.equals(enableTransparentBackground)) {
            GenerationRules.requirePng(output);
        }
    }

    /**
     * Starts a request.
     *
     * @param modelName the checkpoint to draw with, its name in full with file suffix
     * @param prompt what to draw, 1..1024 code points
     * @return a builder with the defaults: one image of 512 x 512 pixels, 20 steps, guidance 7.5,
     *     {@link Samplers#EULER_A}
     */
    public static Builder builder(String modelName, String prompt) {
        return new Builder(modelName, prompt);
    }

    /** Collects the settings of a drawing from words. */
    public static final class Builder extends GenerationRequest.Builder<Builder> {
        private @Nullable HiresFix hiresFix;
        private @Nullable Boolean enableTransparentBackground;
        private @Nullable Boolean restoreFaces;

        private Builder(String modelName, String prompt) {
            super(modelName, prompt);
        }

        /**
         * Adds a second pass at a higher resolution; none when not called.
         *
         * @param hiresFix the pass
         * @return this builder
         */
        public Builder hiresFix(HiresFix hiresFix) {
            this.hiresFix = Objects.requireNonNull(hiresFix, "hiresFix");
            return this;
        }

        /**
         * Makes the background transparent or not; the service's default is not. For PNG and SDXL checkpoints only.
         *
         * @param enabled whether it is transparent
         * @return this builder
         */
        public Builder transparentBackground(boolean enabled) {
            this.enableTransparentBackground = enabled;
            return this;
        }

        /**
         * Restores faces or not; left to the service when not called.
         *
         * @param enabled whether faces are restored
         * @return this builder
         */
        public Builder restoreFaces(boolean enabled) {
            this.restoreFaces = enabled;
            return this;
        }

        /**
         * Builds the request.
         *
         * @return the request
         * @throws IllegalArgumentException when a value is out of range
         */
        public TextToImageRequest build() {
            return new TextToImageRequest(
                    modelName,
                    prompt,
                    negativePrompt,
                    width,
                    height,
                    imageNum,
                    steps,
                    guidanceScale,
                    samplerName,
                    seed,
                    loras,
                    embeddings,
                    sdVae,
                    clipSkip,
                    hiresFix,
                    refiner,
                    enableTransparentBackground,
                    restoreFaces,
                    output);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
