package io.github.novitagateway.image;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.guard.Require;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Drawing from a picture and words. Pictures are read when the request is sent; each may have at most
 * {@link #MAX_IMAGE_BYTES} and {@link #MAX_IMAGE_PIXELS}. Docs: model-apis-img2img.
 *
 * @param modelName the checkpoint to draw with, its name in full with file suffix
 * @param image the picture to start from, PNG, JPEG or WEBP
 * @param prompt what to draw, 1..1024 Unicode code points
 * @param negativePrompt what to avoid, 1..1024 Unicode code points; null for nothing
 * @param width width of the images in pixels, 128..2048, default 512
 * @param height height of the images in pixels, 128..2048, default 512
 * @param imageNum how many images to draw, 1..8, default 1
 * @param steps denoising steps, 1..100, default 20
 * @param guidanceScale how closely to follow the prompt, 1..30, default 7.5
 * @param strength how far to leave the picture, 0..1, default 0.5; always sent
 * @param samplerName the sampler, see {@link Samplers}, default {@link Samplers#EULER_A}
 * @param seed where chance starts, at least -1; -1 and null stand for a random one
 * @param loras LoRA models to apply, at most 5, each name once
 * @param embeddings textual inversions to apply, at most 5
 * @param sdVae the VAE to use, empty for none; null leaves it to the service
 * @param clipSkip last layers of the text encoder to leave out, 1..12; null leaves it to the service
 * @param refiner hand-over to the SDXL refiner; stands in the migration guide alone, null (the default) for none
 * @param controlNetUnits guidance by the structure of further pictures
 * @param ipAdapters guidance by the looks of another picture, at most 1
 * @param output how the images are handed out; null leaves it to the service
 */
public record ImageToImageRequest(
        String modelName,
        ImageSource image,
        String prompt,
        @Nullable String negativePrompt,
        int width,
        int height,
        int imageNum,
        int steps,
        BigDecimal guidanceScale,
        BigDecimal strength,
        String samplerName,
        @Nullable Long seed,
        List<Lora> loras,
        List<Embedding> embeddings,
        @Nullable String sdVae,
        @Nullable Integer clipSkip,
        @Nullable Refiner refiner,
        List<ControlNetUnit> controlNetUnits,
        List<IpAdapter> ipAdapters,
        @Nullable OutputOptions output)
        implements GenerationRequest {

    /** Largest picture that the service takes, in bytes: 10 MiB. */
    public static final long MAX_IMAGE_BYTES = 10L << 20;

    /** Most pixels of a picture that the service takes: 16 binary megapixels, such as 4096 x 4096. */
    public static final long MAX_IMAGE_PIXELS = 16L << 20;

    /** Checks the ranges and copies the lists; the picture is not touched. */
    public ImageToImageRequest {
        Objects.requireNonNull(image, "image");
        GenerationRules.checkPrompts(modelName, prompt, negativePrompt);
        GenerationRules.checkSize(width, height);
        GenerationRules.checkSampling(imageNum, steps, samplerName, seed, clipSkip);
        guidanceScale = GenerationRules.guidanceScale(guidanceScale);
        strength = Require.within("strength", strength, 0, 1);
        loras = GenerationRules.loras(loras);
        embeddings = GenerationRules.embeddings(embeddings);
        controlNetUnits = List.copyOf(Objects.requireNonNull(controlNetUnits, "controlNetUnits"));
        ipAdapters = List.copyOf(Objects.requireNonNull(ipAdapters, "ipAdapters"));
        Require.within("ipAdapters.size", ipAdapters.size(), 0, 1);
    }

    /**
     * Starts a request.
     *
     * @param modelName the checkpoint to draw with, its name in full with file suffix
     * @param image the picture to start from, PNG, JPEG or WEBP; read when the request is sent
     * @param prompt what to draw, 1..1024 code points
     * @return a builder with the defaults: one image of 512 x 512 pixels, strength 0.5, 20 steps, guidance 7.5,
     *     {@link Samplers#EULER_A}
     */
    public static Builder builder(String modelName, ImageSource image, String prompt) {
        return new Builder(modelName, image, prompt);
    }

    /**
     * Guidance by the looks of another picture. Docs: model-apis-img2img.
     *
     * @param modelName the adapter model, {@link #SD15} or {@link #SDXL} in the docs; not blank
     * @param image the picture
     * @param strength how strongly it guides, 0..1
     */
    public record IpAdapter(String modelName, ImageSource image, BigDecimal strength) {
        /** The adapter for checkpoints of Stable Diffusion 1.5. */
        public static final String SD15 = "ip-adapter_sd15.bin";

        /** The adapter for SDXL checkpoints. */
        public static final String SDXL = "ip-adapter_sdxl.bin";

        /** Checks the range. */
        public IpAdapter {
            Require.label("ipAdapter.modelName", modelName);
            Objects.requireNonNull(image, "ipAdapter.image");
            strength = Require.within("ipAdapter.strength", strength, 0, 1);
        }

        /**
         * An adapter with its picture.
         *
         * @param modelName the adapter model
         * @param image the picture
         * @param strength how strongly it guides, 0..1
         * @return the adapter
         */
        public static IpAdapter of(String modelName, ImageSource image, double strength) {
            return new IpAdapter(modelName, image, Require.decimal("ipAdapter.strength", strength));
        }
    }

    /** Collects the settings of a drawing from a picture. */
    public static final class Builder extends GenerationRequest.Builder<Builder> {
        private final ImageSource image;
        private final List<ControlNetUnit> controlNetUnits = new ArrayList<>();
        private final List<IpAdapter> ipAdapters = new ArrayList<>();
        private BigDecimal strength = new BigDecimal("0.5");

        private Builder(String modelName, ImageSource image, String prompt) {
            super(modelName, prompt);
            this.image = Objects.requireNonNull(image, "image");
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets how far the drawing may leave the picture; 0.5 when not called.
         *
         * @param strength 0..1; 0 keeps the picture, 1 forgets it
         * @return this builder
         */
        public Builder strength(double strength) {
            this.strength = Require.decimal("strength", strength);
            return this;
        }

        /**
         * Adds guidance by the structure of another picture.
         *
         * @param unit picture, model and what is read out of the picture
         * @return this builder
         */
        public Builder controlNet(ControlNetUnit unit) {
            controlNetUnits.add(Objects.requireNonNull(unit, "controlNetUnit"));
            return this;
        }

        /**
         * Adds guidance by the looks of another picture; at most 1.
         *
         * @param adapter picture and model
         * @return this builder
         */
        public Builder ipAdapter(IpAdapter adapter) {
            ipAdapters.add(Objects.requireNonNull(adapter, "ipAdapter"));
            return this;
        }

        /**
         * Builds the request.
         *
         * @return the request
         * @throws IllegalArgumentException when a value is out of range
         */
        public ImageToImageRequest build() {
            return new ImageToImageRequest(
                    modelName,
                    image,
                    prompt,
                    negativePrompt,
                    width,
                    height,
                    imageNum,
                    steps,
                    guidanceScale,
                    strength,
                    samplerName,
                    seed,
                    loras,
                    embeddings,
                    sdVae,
                    clipSkip,
                    refiner,
                    controlNetUnits,
                    ipAdapters,
                    output);
        }
    }
}
