package io.github.novitagateway.asset;

import io.github.novitagateway.asset.PictureHeader.Turn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The one entry of EXIF data that changes how a picture is seen. Data that is broken says nothing. */
final class ExifOrientation {
    private static final int EXIF = 0x45786966;
    private static final int NAME_BYTES = 6;
    private static final int LITTLE_ENDIAN = 0x4949;
    private static final int ORIENTATION = 0x0112;
    private static final int ENTRY_BYTES = 12;

    private ExifOrientation() {}

    /** Reads an application segment of a JPEG file, which holds EXIF data or something else. */
    static Turn inSegment(ByteBuffer segment) {
        return isNamed(segment) ? read(segment.slice(NAME_BYTES, segment.limit() - NAME_BYTES)) : Turn.NONE;
    }

    /** Reads a chunk of a WebP file, which some programs begin as if it were a segment. */
    static Turn inChunk(ByteBuffer chunk) {
        return isNamed(chunk) ? inSegment(chunk) : read(chunk);
    }

    private static boolean isNamed(ByteBuffer segment) {
        return segment.limit() >= NAME_BYTES && segment.getInt(0) == EXIF;
    }

    /** Reads the data itself. */
    static Turn read(ByteBuffer exif) {
        try {
            exif.order(exif.getShort(0) == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int directory = exif.getInt(4);
            int end = directory + 2 + (exif.getShort(directory) & 0xFFFF) * ENTRY_BYTES;
            for (int entry = directory + 2; entry < end; entry += ENTRY_BYTES) {
                if (exif.getShort(entry) == ORIENTATION) {
                    return turn(exif.getShort(entry + 8));
                }
            }
        } catch (IndexOutOfBoundsException broken) {
            return Turn.NONE;
        }
        return Turn.NONE;
    }

    private static Turn turn(int orientation) {
        return switch (orientation) {
            case 2 -> new Turn(0, true);
            case 3 -> new Turn(2, false);
            case 4 -> new Turn(2, true);
            case 5 -> new Turn(1, true);
            case 6 -> new Turn(1, false);
            case 7 -> new Turn(3, true);
            case 8 -> new Turn(3, false);
            default -> Turn.NONE;
        };
    }
}
