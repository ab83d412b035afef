package io.github.novitagateway.error;

import io.github.novitagateway.guard.Redact;
import org.jspecify.annotations.Nullable;

/**
 * A picture cannot be used: found before anything was sent for it, or while a file that changed was read. Not
 * transient.
 */
public final class InvalidImageException extends NovitaException {
    private static final long serialVersionUID = 1L;

    private final transient String image;

    /**
     * The failure.
     *
     * @param image name of the picture
     * @param problem what is wrong with it
     * @param cause why; null when there is no deeper one
     */
    public InvalidImageException(String image, String problem, @Nullable Throwable cause) {
        super(Redact.line(image, 200) + ": " + problem, cause, false);
        this.image = image;
    }

    /** {@return name of the picture} */
    public String image() {
        return image;
    }
}
