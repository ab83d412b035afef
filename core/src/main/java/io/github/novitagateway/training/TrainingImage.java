package io.github.novitagateway.training;

import io.github.novitagateway.asset.AssetId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An uploaded picture with its caption. Docs: model-apis-create-style-training.
 *
 * @param assetId id of the uploaded picture
 * @param caption what it shows, 1..1024 Unicode code points, not blank; null for none, which style trainings refuse
 */
public record TrainingImage(AssetId assetId, @Nullable String caption) implements DatasetImage {
    /** Checks the caption. */
    public TrainingImage {
        Objects.requireNonNull(assetId, "assetId");
        DatasetRules.checkCaption(caption);
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
