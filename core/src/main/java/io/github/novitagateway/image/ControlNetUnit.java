package io.github.novitagateway.image;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.guard.Require;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Guidance of a drawing by the structure of another picture. Docs: model-apis-img2img.
 *
 * @param modelName the ControlNet model; not blank
 * @param image the guiding picture, PNG, JPEG or WEBP; read when the request is sent
 * @param strength how strongly it guides, 0..1, default 1
 * @param preprocessor what is read out of the picture, see {@link Preprocessors}; not blank
 * @param guidanceStart part of the steps after which guidance starts, 0..1; null leaves it to the service
 * @param guidanceEnd part of the steps after which guidance ends, 0..1; null leaves it to the service
 */
public record ControlNetUnit(
        String modelName,
        ImageSource image,
        BigDecimal strength,
        String preprocessor,
        @Nullable BigDecimal guidanceStart,
        @Nullable BigDecimal guidanceEnd) {

    /** Checks the ranges. */
    public ControlNetUnit {
        Require.label("controlNet.modelName", modelName);
        Objects.requireNonNull(image, "controlNet.image");
        strength = Require.within("controlNet.strength", strength, 0, 1);
        Require.label("controlNet.preprocessor", preprocessor);
        if (guidanceStart != null) {
            guidanceStart = Require.within("controlNet.guidanceStart", guidanceStart, 0, 1);
        }
        if (guidanceEnd != null) {
            guidanceEnd = Require.within("controlNet.guidanceEnd", guidanceEnd, 0, 1);
        }
    }

    /**
     * Starts a unit.
     *
     * @param modelName the ControlNet model
     * @param image the guiding picture
     * @param preprocessor what is read out of the picture, see {@link Preprocessors}
     * @return a builder with strength 1
     */
    public static Builder builder(String modelName, ImageSource image, String preprocessor) {
        return new Builder(modelName, image, preprocessor);
    }

    /** Collects the settings of a unit. */
    public static final class Builder {
        private final String modelName;
        private final ImageSource image;
        private final String preprocessor;
        private BigDecimal strength = BigDecimal.ONE;
        private @Nullable BigDecimal guidanceStart;
        private @Nullable BigDecimal guidanceEnd;

        private Builder(String modelName, ImageSource image, String preprocessor) {
            this.modelName = modelName;
            this.image = Objects.requireNonNull(image, "controlNet.image");
            this.preprocessor = preprocessor;
        }

        /**
         * Sets how strongly the picture guides; 1 when not called.
         *
         * @param strength 0..1
         * @return this builder
         */
        public Builder strength(double strength) {
            this.strength = Require.decimal("controlNet.strength", strength);
            return this;
        }

        /**
         * Sets when guidance starts; left to the service when not called.
         *
         * @param guidanceStart part of the steps, 0..1
         * @return this builder
         */
        public Builder guidanceStart(double guidanceStart) {
            this.guidanceStart = Require.decimal("controlNet.guidanceStart", guidanceStart);
            return this;
        }

        /**
         * Sets when guidance ends; left to the service when not called.
         *
         * @param guidanceEnd part of the steps, 0..1
         * @return this builder
         */
        public Builder guidanceEnd(double guidanceEnd) {
            this.guidanceEnd = Require.decimal("controlNet.guidanceEnd", guidanceEnd);
            return this;
        }

        /**
         * Builds the unit.
         *
         * @return the unit
         * @throws IllegalArgumentException when a value is out of range
         */
        public ControlNetUnit build() {
            return new ControlNetUnit(modelName, image, strength, preprocessor, guidanceStart, guidanceEnd);
        }
    }

    /**
     * What ControlNet can read out of a picture, as the documentation lists it; other names may be sent. Docs:
     * model-apis-img2img.
     */
    public static final class Preprocessors {
        /** {@code scribble_hed}. */
        public static final String SCRIBBLE_HED = "scribble_hed";

        /** {@code softedge_hed}. */
        public static final String SOFTEDGE_HED = "softedge_hed";

        /** {@code scribble_hedsafe}. */
        public static final String SCRIBBLE_HEDSAFE = "scribble_hedsafe";

        /** {@code softedge_hedsafe}. */
        public static final String SOFTEDGE_HEDSAFE = "softedge_hedsafe";

        /** {@code depth_midas}. */
        public static final String DEPTH_MIDAS = "depth_midas";

        /** {@code mlsd}. */
        public static final String MLSD = "mlsd";

        /** {@code openpose}. */
        public static final String OPENPOSE = "openpose";

        /** {@code openpose_face}. */
        public static final String OPENPOSE_FACE = "openpose_face";

        /** {@code openpose_faceonly}. */
        public static final String OPENPOSE_FACEONLY = "openpose_faceonly";

        /** {@code openpose_full}. */
        public static final String OPENPOSE_FULL = "openpose_full";

        /** {@code openpose_hand}. */
        public static final String OPENPOSE_HAND = "openpose_hand";

        /** {@code dwpose}. */
        public static final String DWPOSE = "dwpose";

        /** {@code scribble_pidinet}. */
        public static final String SCRIBBLE_PIDINET = "scribble_pidinet";

        /** {@code softedge_pidinet}. */
        public static final String SOFTEDGE_PIDINET = "softedge_pidinet";

        /** {@code scribble_pidsafe}. */
        public static final String SCRIBBLE_PIDSAFE = "scribble_pidsafe";

        /** {@code softedge_pidsafe}. */
        public static final String SOFTEDGE_PIDSAFE = "softedge_pidsafe";

        /** {@code normal_bae}. */
        public static final String NORMAL_BAE = "normal_bae";

        /** {@code lineart_coarse}. */
        public static final String LINEART_COARSE = "lineart_coarse";

        /** {@code lineart_realistic}. */
        public static final String LINEART_REALISTIC = "lineart_realistic";

        /** {@code lineart_anime}. */
        public static final String LINEART_ANIME = "lineart_anime";

        /** {@code lineart}. */
        public static final String LINEART = "lineart";

        /** {@code depth_zoe}. */
        public static final String DEPTH_ZOE = "depth_zoe";

        /** {@code shuffle}. */
        public static final String SHUFFLE = "shuffle";

        /** {@code mediapipe_face}. */
        public static final String MEDIAPIPE_FACE = "mediapipe_face";

        /** {@code canny}. */
        public static final String CANNY = "canny";

        /** {@code depth}. */
        public static final String DEPTH = "depth";

        /** {@code depth_leres}. */
        public static final String DEPTH_LERES = "depth_leres";

        /** {@code depth_leres++}. */
        public static final String DEPTH_LERES_PLUS_PLUS = "depth_leres++";

        private Preprocessors() {}

        /** {@return all 28, in the order of the documentation} */
        public static List<String> all() {
            return List.of(
                    SCRIBBLE_HED,
                    SOFTEDGE_HED,
                    SCRIBBLE_HEDSAFE,
                    SOFTEDGE_HEDSAFE,
                    DEPTH_MIDAS,
                    MLSD,
                    OPENPOSE,
                    OPENPOSE_FACE,
                    OPENPOSE_FACEONLY,
                    OPENPOSE_FULL,
                    OPENPOSE_HAND,
                    DWPOSE,
                    SCRIBBLE_PIDINET,
                    SOFTEDGE_PIDINET,
                    SCRIBBLE_PIDSAFE,
                    SOFTEDGE_PIDSAFE,
                    NORMAL_BAE,
                    LINEART_COARSE,
                    LINEART_REALISTIC,
                    LINEART_ANIME,
                    LINEART,
                    DEPTH_ZOE,
                    SHUFFLE,
                    MEDIAPIPE_FACE,
                    CANNY,
                    DEPTH,
                    DEPTH_LERES,
                    DEPTH_LERES_PLUS_PLUS);
        }
    }
}
