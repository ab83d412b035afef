package io.github.novitagateway.reactor;

import static io.github.novitagateway.image.ImageToImageRequest.MAX_IMAGE_BYTES;
import static io.github.novitagateway.image.ImageToImageRequest.MAX_IMAGE_PIXELS;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.asset.PictureHeader;
import io.github.novitagateway.error.NovitaException.InvalidImageException;

/** A picture to draw from: read whole, and within the limits of the service before anything is sent. */
final class InputPicture {

    private InputPicture() {}

    /** Blocks on a file; reads no more of it than the limit allows. */
    static byte[] read(ImageSource source) {
        byte[] picture =
                ImageBody.look(source, MAX_IMAGE_BYTES, "MAX_IMAGE_BYTES").read();
        long pixels = pixels(picture);
        if (pixels <= 0) {
            throw new InvalidImageException(source.name(), "does not tell its width and height", null);
        }
        if (pixels > MAX_IMAGE_PIXELS) {
            throw new InvalidImageException(
                    source.name(),
                    "must have at most MAX_IMAGE_PIXELS, " + MAX_IMAGE_PIXELS + ", but has " + pixels,
                    null);
        }
        return picture;
    }

    /** Width times height by the picture's own header; 0 when it has none that can be read. */
    static long pixels(byte[] picture) {
        return PictureHeader.read(picture)
                .map(header -> (long) header.width() * header.height())
                .orElse(0L);
    }
}
