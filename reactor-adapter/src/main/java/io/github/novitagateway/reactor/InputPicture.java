package io.github.novitagateway.reactor;

import static io.github.novitagateway.image.ImageToImageRequest.MAX_IMAGE_BYTES;
import static io.github.novitagateway.image.ImageToImageRequest.MAX_IMAGE_PIXELS;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.error.NovitaException.InvalidImageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

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
        ImageFormat format = ImageFormat.detect(picture).orElse(null);
        try {
            return format == null ? 0 : pixels(format, ByteBuffer.wrap(picture));
        } catch (IndexOutOfBoundsException cutShort) {
            return 0;
        }
    }

    private static long pixels(ImageFormat format, ByteBuffer picture) {
        return switch (format) {
            case PNG -> (long) Math.max(0, picture.getInt(16)) * Math.max(0, picture.getInt(20));
            case JPEG -> jpegPixels(picture);
            case WEBP -> webpPixels(picture.order(ByteOrder.LITTLE_ENDIAN));
        };
    }

    /** Walks the segments up to the frame header; one that lies about its length ends the walk. */
    private static long jpegPixels(ByteBuffer picture) {
        int at = 2;
        while (true) {
            while (unsigned(picture, at) == 0xFF && unsigned(picture, at + 1) == 0xFF) {
                at++;
            }
            int marker = unsigned(picture, at + 1);
            int length = picture.getShort(at + 2) & 0xFFFF;
            if (unsigned(picture, at) != 0xFF) {
                return 0;
            }
            if (isFrame(marker)) {
                return (picture.getShort(at + 5) & 0xFFFFL) * (picture.getShort(at + 7) & 0xFFFFL);
            }
            at += 2 + length;
        }
    }

    /** Start of frame, of any coding; C4, C8 and CC are tables. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static long webpPixels(ByteBuffer picture) {
        return switch (picture.getInt(12)) {
            case 0x20385056 -> // "VP8 "
                (picture.getShort(26) & 0x3FFFL) * (picture.getShort(28) & 0x3FFF);
            case 0x4C385056 -> { // "VP8L"
                int sizes = picture.getInt(21);
                yield (1L + (sizes & 0x3FFF)) * (1 + ((sizes >> 14) & 0x3FFF));
            }
            case 0x58385056 -> // "VP8X"
                (1L + (picture.getInt(24) & 0xFFFFFF)) * (1 + (picture.getInt(26) >>> 8));
            default -> 0;
        };
    }

    private static int unsigned(ByteBuffer picture, int at) {
        return picture.get(at) & 0xFF;
    }
}
