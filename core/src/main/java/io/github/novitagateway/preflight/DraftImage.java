package io.github.novitagateway.preflight;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.training.DatasetImage.ImageToUpload;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A picture as somebody gave it. Nothing of it is checked yet.
 *
 * @param name by which a report calls it
 * @param source where its bytes come from
 * @param caption what it is said to show, of any length; null when nothing was said
 */
public record DraftImage(
        String name, ImageSource source, @Nullable String caption) {
    /** Checks that name and source are there. */
    public DraftImage {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(source, "source");
    }

    /**
     * A picture that is called as its source is.
     *
     * @param source where its bytes come from
     * @param caption what it is said to show, of any length; null when nothing was said
     */
    public DraftImage(ImageSource source, @Nullable String caption) {
        this(source.name(), source, caption);
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
