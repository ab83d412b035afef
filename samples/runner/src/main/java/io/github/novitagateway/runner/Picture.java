package io.github.novitagateway.runner;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.training.DatasetImage.ImageToUpload;
import java.nio.file.Path;

/**
 * A picture of the folder, ready to be uploaded.
 *
 * @param file where it lies
 * @param bytes its size
 * @param caption what it shows
 */
record Picture(Path file, long bytes, String caption) {

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
    private static ImageToUpload toUpload(Path file, String caption) {
        try {
            return ImageToUpload.of(ImageSource.file(file), caption);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file.getFileName() + ": " + e.getMessage(), e);
        }
    }
}
