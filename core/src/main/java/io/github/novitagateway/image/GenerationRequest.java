package io.github.novitagateway.image;

import io.github.novitagateway.guard.Require;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** An order for images. */
public sealed interface GenerationRequest permits TextToImageRequest {
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
}
