package io.github.novitagateway.image;

import io.github.novitagateway.guard.Require;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An order for images. */
public sealed interface GenerationRequest permits TextToImageRequest, ImageToImageRequest {
    /** {@return the checkpoint to draw with, its name in full with file suffix} */
    String modelName();

    /** {@return what to draw, 1..1024 code points} */
    String prompt();

    /** {@return how many images to draw, 1..8; the service's rate limit counts images, not requests} */
    int imageNum();

    /** {@return how the images are to be handed out, or null to leave that to the service} */
    @Nullable
    OutputOptions output();

    /**
     * Hand-over to the refiner of SDXL. Docs: model-apis-txt2img.
     *
     * @param switchAt after which part of the steps, 0..1
     */
    record Refiner(BigDecimal switchAt) {
        /** Checks the range. */
        public Refiner {
            switchAt = Require.within("refiner.switchAt", switchAt, 0, 1);
        }

        /**
         * Hand-over after a part of the steps.
         *
         * @param switchAt the part, 0..1
         * @return the refiner
         */
        public static Refiner of(double switchAt) {
            return new Refiner(Require.decimal("refiner.switchAt", switchAt));
        }
    }

    /**
     * A textual inversion to draw with. Docs: model-apis-txt2img.
     *
     * @param modelName its name in the API; not blank
     */
    record Embedding(String modelName) {
        /** Checks the name. */
        public Embedding {
            Require.label("embedding.modelName", modelName);
        }

        /**
         * A textual inversion.
         *
         * @param modelName its name in the API
         * @return the embedding
         */
        public static Embedding of(String modelName) {
            return new Embedding(modelName);
        }
    }

    /**
     * Settings that every kind of drawing has. Values are checked when the request is built.
     *
     * @param <B> the builder itself
     */
    abstract sealed class Builder<B extends Builder<B>>
            permits TextToImageRequest.Builder, ImageToImageRequest.Builder {
        final String modelName;
        final String prompt;
        final List<Lora> loras = new ArrayList<>();
        final List<Embedding> embeddings = new ArrayList<>();

        @Nullable
        String negativePrompt;

        int width = 512;
        int height = 512;
        int imageNum = 1;
        int steps = 20;
        BigDecimal guidanceScale = new BigDecimal("7.5");
        String samplerName = Samplers.EULER_A;

        @Nullable
        Long seed;

        @Nullable
        String sdVae;

        @Nullable
        Integer clipSkip;

        @Nullable
        Refiner refiner;

        @Nullable
        OutputOptions output;

        Builder(String modelName, String prompt) {
            this.modelName = modelName;
            this.prompt = prompt;
        }

        abstract B self();

        /**
         * Says what to avoid; nothing when not called.
         *
         * @param negativePrompt 1..1024 code points
         * @return this builder
         */
        public B negativePrompt(String negativePrompt) {
            this.negativePrompt = Objects.requireNonNull(negativePrompt, "negativePrompt");
            return self();
        }

        /**
         * Sets the size of the images; 512 x 512 when not called.
         *
         * @param width width in pixels, 128..2048
         * @param height height in pixels, 128..2048
         * @return this builder
         */
        public B size(int width, int height) {
            this.width = width;
            this.height = height;
            return self();
        }

        /**
         * Sets how many images are drawn; one when not called.
         *
         * @param imageNum 1..8
         * @return this builder
         */
        public B imageNum(int imageNum) {
            this.imageNum = imageNum;
            return self();
        }

        /**
         * Sets the number of denoising steps; 20 when not called.
         *
         * @param steps 1..100
         * @return this builder
         */
        public B steps(int steps) {
            this.steps = steps;
            return self();
        }

        /**
         * Sets how closely the prompt is followed; 7.5 when not called.
         *
         * @param guidanceScale 1..30
         * @return this builder
         */
        public B guidanceScale(double guidanceScale) {
            this.guidanceScale = Require.decimal("guidanceScale", guidanceScale);
            return self();
        }

        /**
         * Sets the sampler; {@link Samplers#EULER_A} when not called.
         *
         * @param samplerName one of {@link Samplers}, or another that the service knows
         * @return this builder
         */
        public B sampler(String samplerName) {
            this.samplerName = samplerName;
            return self();
        }

        /**
         * Sets where chance starts; a random seed when not called.
         *
         * @param seed at least -1, which stands for random
         * @return this builder
         */
        public B seed(long seed) {
            this.seed = seed;
            return self();
        }

        /**
         * Adds a LoRA model; at most 5, each name once.
         *
         * @param lora the model with its strength
         * @return this builder
         */
        public B lora(Lora lora) {
            loras.add(Objects.requireNonNull(lora, "lora"));
            return self();
        }

        /**
         * Adds a textual inversion; at most 5.
         *
         * @param embedding the inversion
         * @return this builder
         */
        public B embedding(Embedding embedding) {
            embeddings.add(Objects.requireNonNull(embedding, "embedding"));
            return self();
        }

        /**
         * Sets the VAE; left to the service when not called.
         *
         * @param name its name, empty for none
         * @return this builder
         */
        public B vae(String name) {
            this.sdVae = Objects.requireNonNull(name, "sdVae");
            return self();
        }

        /**
         * Leaves out the last layers of the text encoder; left to the service when not called.
         *
         * @param clipSkip 1..12
         * @return this builder
         */
        public B clipSkip(int clipSkip) {
            this.clipSkip = clipSkip;
            return self();
        }

        /**
         * Hands over to the SDXL refiner; not done when not called.
         *
         * @param refiner when to hand over
         * @return this builder
         */
        public B refiner(Refiner refiner) {
            this.refiner = Objects.requireNonNull(refiner, "refiner");
            return self();
        }

        /**
         * Sets how the images are handed out; left to the service when not called.
         *
         * @param output format, storage, notification, checks
         * @return this builder
         */
        public B output(OutputOptions output) {
            this.output = Objects.requireNonNull(output, "output");
            return self();
        }
    }
}
