package io.github.novitagateway.preflight;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.training.DatasetImage.ImageToUpload;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A picture as somebody gave it. Nothing of it is checked yet.
 *
 * @param source where its bytes come from
 * @param caption what it is said to show, of any length; null when nothing was said
 */
public record DraftImage(ImageSource source, @Nullable String caption) {
    /** Checks that there is a source. */
    public DraftImage {
        Objects.requireNonNull(source, "source");
    }

    /**
     * A picture whose caption was checked already.
     *
     * @param image to be uploaded
     * @return the same as a draft
     */
    public static DraftImage of(ImageToUpload image) {
        return new DraftImage(image.source(), image.caption());
    }
}
