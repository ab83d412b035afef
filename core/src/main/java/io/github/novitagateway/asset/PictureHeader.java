package io.github.novitagateway.asset;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.Optional;

/**
 * What the first bytes of a picture tell of it.
 *
 * @param format by its first bytes
 * @param width in pixels as they are stored; 0 when it is not told
 * @param height in pixels as they are stored; 0 when it is not told
 * @param turn what must be done to see it upright, by its EXIF data; none where it has none
 */
public record PictureHeader(ImageFormat format, int width, int height, Turn turn) {
    private static final int START_OF_SEGMENT = 0xFF;
    private static final int APPLICATION_DATA = 0xE1;
    private static final int PNG_EXIF = 0x65584966;
    private static final int PNG_DATA = 0x49444154;
    private static final int WEBP_EXIF = 0x46495845;

    /** Checks that nothing is missing. */
    public PictureHeader {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(turn, "turn");
    }

    /**
     * How a camera was held: what must be done to see the picture upright.
     *
     * @param quarterTurns to the right, 0..3
     * @param mirrored whether left and right change places afterwards
     */
    public record Turn(int quarterTurns, boolean mirrored) {
        /** Nothing is to be done. */
        public static final Turn NONE = new Turn(0, false);
    }

    /**
     * Reads a header.
     *
     * @param head the first bytes of a file, or all of them; what lies behind them is not known
     * @return what they tell; empty when they are of no {@link ImageFormat}
     */
    public static Optional<PictureHeader> read(byte[] head) {
        ByteBuffer file = ByteBuffer.wrap(head).asReadOnlyBuffer();
        return ImageFormat.detect(head).map(format -> switch (format) {
            case PNG -> png(file);
            case JPEG -> jpeg(file);
            case WEBP -> webp(file.order(ByteOrder.LITTLE_ENDIAN));
        });
    }

    /** {@return width in pixels of the upright picture; 0 when it is not told} */
    public int uprightWidth() {
        return turn.quarterTurns() % 2 == 0 ? width : height;
    }

    /** {@return height in pixels of the upright picture; 0 when it is not told} */
    public int uprightHeight() {
        return turn.quarterTurns() % 2 == 0 ? height : width;
    }

    private static PictureHeader png(ByteBuffer file) {
        Turn turn = Turn.NONE;
        try {
            int length = file.getInt(8);
            for (int at = 8; length >= 0 && file.getInt(at + 4) != PNG_DATA; length = file.getInt(at)) {
                if (file.getInt(at + 4) == PNG_EXIF) {
                    turn = ExifOrientation.read(file.slice(at + 8, length));
                }
                at += 12 + length;
            }
        } catch (IndexOutOfBoundsException cutShort) {
            // what was found by then is what there is
        }
        return file.limit() < 24
                ? new PictureHeader(ImageFormat.PNG, 0, 0, turn)
                : new PictureHeader(ImageFormat.PNG, Math.max(0, file.getInt(16)), Math.max(0, file.getInt(20)), turn);
    }

    /** Walks the segments up to the frame header; one that lies about its length ends the walk. */
    private static PictureHeader jpeg(ByteBuffer file) {
        Turn turn = Turn.NONE;
        try {
            int at = 2;
            while (unsigned(file, at) == START_OF_SEGMENT) {
                int marker = unsigned(file, at + 1);
                int length = file.getShort(at + 2) & 0xFFFF;
                if (isFrame(marker)) {
                    return new PictureHeader(
                            ImageFormat.JPEG, file.getShort(at + 7) & 0xFFFF, file.getShort(at + 5) & 0xFFFF, turn);
                }
                if (marker == APPLICATION_DATA && turn.equals(Turn.NONE)) {
                    turn = ExifOrientation.inSegment(file.slice(at + 4, Math.max(0, length - 2)));
                }
                at += marker == START_OF_SEGMENT ? 1 : 2 + length;
            }
        } catch (IndexOutOfBoundsException cutShort) {
            // what was found by then is what there is
        }
        return new PictureHeader(ImageFormat.JPEG, 0, 0, turn);
    }

    /** Start of frame, of any coding; C4, C8 and CC are tables. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static PictureHeader webp(ByteBuffer file) {
        try {
            return switch (file.getInt(12)) {
                case 0x20385056 -> // "VP8 "
                    webp(file.getShort(26) & 0x3FFF, file.getShort(28) & 0x3FFF, Turn.NONE);
                case 0x4C385056 -> { // "VP8L"
                    int sizes = file.getInt(21);
                    yield webp(1 + (sizes & 0x3FFF), 1 + ((sizes >> 14) & 0x3FFF), Turn.NONE);
                }
                case 0x58385056 -> // "VP8X"
                    webp(1 + (file.getInt(24) & 0xFFFFFF), 1 + (file.getInt(26) >>> 8), webpTurn(file));
                default -> webp(0, 0, Turn.NONE);
            };
        } catch (IndexOutOfBoundsException cutShort) {
            return webp(0, 0, Turn.NONE);
        }
    }

    private static PictureHeader webp(int width, int height, Turn turn) {
        return new PictureHeader(ImageFormat.WEBP, width, height, turn);
    }

    private static Turn webpTurn(ByteBuffer file) {
        for (int at = 12; at >= 0 && at + 8 <= file.limit(); ) {
            int length = file.getInt(at + 4);
            if (file.getInt(at) == WEBP_EXIF && length >= 0 && at + 8 <= file.limit() - length) {
                return ExifOrientation.inChunk(file.slice(at + 8, length));
            }
            at += length < 0 ? file.limit() : 8 + length + length % 2;
        }
        return Turn.NONE;
    }

    private static int unsigned(ByteBuffer file, int at) {
        return file.get(at) & 0xFF;
    }
}
