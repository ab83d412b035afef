package io.github.novitagateway.training;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.guard.Require;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One picture of a training: at the service already, or still to be uploaded. */
public sealed interface DatasetImage {
    /** Most code points of a caption. Docs: model-apis-create-subject-training. */
    int LONGEST_CAPTION = 1024;

    /** {@return what the picture shows, 1..1024 code points, or null when nothing was said} */
    @Nullable
    String caption();

    /**
     * Checks a caption, before there is a picture to go with it.
     *
     * @param caption what a picture shows, or null for none
     * @throws IllegalArgumentException when it is blank, or longer than 1024 code points
     */
    static void requireCaption(@Nullable String caption) {
        if (caption != null) {
            Require.notBlank("caption", caption);
            Require.codePoints("caption", caption, 1, LONGEST_CAPTION);
        }
    }

    /**
     * An uploaded picture with its caption. Docs: model-apis-create-style-training.
     *
     * @param assetId id of the uploaded picture
     * @param caption what it shows, 1..1024 Unicode code points, not blank; null for none, which style trainings refuse
     */
    record TrainingImage(AssetId assetId, @Nullable String caption) implements DatasetImage {
        /** Checks the caption. */
        public TrainingImage {
            Objects.requireNonNull(assetId, "assetId");
            DatasetImage.requireCaption(caption);
        }

        /**
         * An uploaded picture with a caption.
         *
         * @param assetId id of the picture
         * @param caption what it shows, 1..1024 code points
         * @return the image
         */
        public static TrainingImage of(AssetId assetId, String caption) {
            return new TrainingImage(assetId, Objects.requireNonNull(caption, "caption"));
        }

        /**
         * An uploaded picture without a caption.
         *
         * @param assetId id of the picture
         * @return the image
         */
        public static TrainingImage of(AssetId assetId) {
            return new TrainingImage(assetId, null);
        }
    }

    /**
     * A picture that is not at the service yet, with its caption.
     *
     * @param source where its bytes come from
     * @param caption what it shows, 1..1024 Unicode code points, not blank; null for none, which style trainings refuse
     */
    record ImageToUpload(ImageSource source, @Nullable String caption) implements DatasetImage {
        /** Checks the caption. */
        public ImageToUpload {
            Objects.requireNonNull(source, "source");
            DatasetImage.requireCaption(caption);
        }

        /**
         * A picture with a caption.
         *
         * @param source where its bytes come from
         * @param caption what it shows, 1..1024 code points
         * @return the image
         */
        public static ImageToUpload of(ImageSource source, String caption) {
            return new ImageToUpload(source, Objects.requireNonNull(caption, "caption"));
        }

        /**
         * A picture without a caption.
         *
         * @param source where its bytes come from
         * @return the image
         */
        public static ImageToUpload of(ImageSource source) {
            return new ImageToUpload(source, null);
        }

        /**
         * The same picture once it has arrived.
         *
         * @param id the id it got
         * @return the image with this caption
         */
        public TrainingImage uploaded(AssetId id) {
            return new TrainingImage(id, caption);
        }
    }
}
