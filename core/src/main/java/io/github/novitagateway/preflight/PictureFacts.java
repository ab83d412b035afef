package io.github.novitagateway.preflight;

import io.github.novitagateway.asset.PictureHeader;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a look at a picture has found.
 *
 * @param name of the picture
 * @param bytes how many it has; {@link #UNREAD} when it cannot be read, and then its caption alone is judged
 * @param header format, size and rotation by its first bytes; null when it is of no format that the service takes
 * @param sha256 of its bytes, in lower-case hexadecimal digits; null when they were not all read
 * @param caption what it is said to show, unchecked; null when nothing was said
 */
public record PictureFacts(
        String name,
        long bytes,
        @Nullable PictureHeader header,
        @Nullable String sha256,
        @Nullable String caption) {
    /** In the place of the bytes of a picture that cannot be read. */
    public static final long UNREAD = -1;

    /** Checks that nothing is missing. */
    public PictureFacts {
        Objects.requireNonNull(name, "name");
    }
}
