package io.github.novitagateway.runner;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.training.DatasetImage.ImageToUpload;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A picture of the folder, ready to be uploaded.
 *
 * @param file where it lies
 * @param bytes its size
 * @param caption what it shows; null when nothing was said
 * @param fingerprint of both
 */
record Picture(Path file, long bytes, @Nullable String caption, Fingerprint fingerprint) {

    Picture {
        toUpload(file, caption);
    }

    String name() {
        return file.getFileName().toString();
    }

    ImageToUpload toUpload() {
        return toUpload(file, caption);
    }

    /** Names the picture in what the library says about its caption. */
    private static ImageToUpload toUpload(Path file, @Nullable String caption) {
        try {
            return new ImageToUpload(ImageSource.file(file), caption);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file.getFileName() + ": " + e.getMessage(), e);
        }
    }
}
