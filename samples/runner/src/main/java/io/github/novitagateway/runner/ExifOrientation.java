package io.github.novitagateway.runner;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a camera was held, as its JPEG file says: what must be done to see the picture upright.
 *
 * @param quarterTurns to the right
 * @param mirrored whether left and right change places afterwards
 */
record ExifOrientation(int quarterTurns, boolean mirrored) {
    private static final ExifOrientation UPRIGHT = new ExifOrientation(0, false);
    private static final int START_OF_IMAGE = 0xFFD8;
    private static final int START_OF_SCAN = 0xFFDA;
    private static final int APPLICATION_DATA = 0xFFE1;
    private static final int EXIF = 0x45786966;
    private static final int LITTLE_ENDIAN = 0x4949;
    private static final int ORIENTATION = 0x0112;
    private static final int ENTRY_BYTES = 12;

    /** Reads the bytes of a file; one that says nothing is upright. */
    static ExifOrientation of(byte[] file) {
        try {
            return inSegments(ByteBuffer.wrap(file));
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException broken) {
            return UPRIGHT;
        }
    }

    BufferedImage upright(BufferedImage picture) {
        if (equals(UPRIGHT)) {
            return picture;
        }
        int width = quarterTurns % 2 == 0 ? picture.getWidth() : picture.getHeight();
        int height = quarterTurns % 2 == 0 ? picture.getHeight() : picture.getWidth();
        AffineTransform turn = AffineTransform.getTranslateInstance(width / 2.0, height / 2.0);
        turn.scale(mirrored ? -1 : 1, 1);
        turn.quadrantRotate(quarterTurns);
        turn.translate(-picture.getWidth() / 2.0, -picture.getHeight() / 2.0);
        BufferedImage turned = new BufferedImage(width, height, picture.getType());
        Graphics2D graphics = turned.createGraphics();
        graphics.drawImage(picture, turn, null);
        graphics.dispose();
        return turned;
    }

    private static ExifOrientation inSegments(ByteBuffer file) {
        if (word(file) != START_OF_IMAGE) {
            return UPRIGHT;
        }
        for (int marker = word(file); marker != START_OF_SCAN; marker = word(file)) {
            int next = file.position() + word(file);
            if (marker == APPLICATION_DATA && file.getInt() == EXIF) {
                return inDirectory(file.position(file.position() + 2).slice());
            }
            file.position(next);
        }
        return UPRIGHT;
    }

    private static ExifOrientation inDirectory(ByteBuffer exif) {
        exif.order(exif.getShort(0) == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        exif.position(exif.getInt(4));
        int entries = word(exif);
        int first = exif.position();
        for (int entry = first; entry < first + entries * ENTRY_BYTES; entry += ENTRY_BYTES) {
            if (exif.getShort(entry) == ORIENTATION) {
                return of(exif.getShort(entry + 8));
            }
        }
        return UPRIGHT;
    }

    private static ExifOrientation of(int value) {
        return switch (value) {
            case 2 -> new ExifOrientation(0, true);
            case 3 -> new ExifOrientation(2, false);
            case 4 -> new ExifOrientation(2, true);
            case 5 -> new ExifOrientation(1, true);
            case 6 -> new ExifOrientation(1, false);
            case 7 -> new ExifOrientation(3, true);
            case 8 -> new ExifOrientation(3, false);
            default -> UPRIGHT;
        };
    }

    private static int word(ByteBuffer bytes) {
        return Short.toUnsignedInt(bytes.getShort());
    }
}
