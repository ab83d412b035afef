package io.github.novitagateway.reactor;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Pictures that an image library made, and headers of those that none here can make. */
final class DrawnPicture {

    private DrawnPicture() {}

    static byte[] png(int width, int height) {
        return written("png", width, height, false);
    }

    static byte[] jpeg(int width, int height, boolean progressive) {
        return written("jpeg", width, height, progressive);
    }

    private static byte[] written(String format, int width, int height, boolean progressive) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (progressive) {
                param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.setOutput(out);
            writer.write(
                    null,
                    new IIOImage(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), null, null),
                    param);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** The beginning of a PNG of any size. */
    static byte[] pngHeader(int width, int height) {
        return ByteBuffer.wrap(png(1, 1)).putInt(16, width).putInt(20, height).array();
    }

    /** Two bits above each of the 14 of a side say how to scale. */
    static byte[] lossyWebp(int width, int height) {
        return webp(
                "VP8 ",
                littleEndian(10)
                        .put(new byte[] {0x30, 1, 0, (byte) 0x9D, 1, 0x2A})
                        .putShort((short) width)
                        .putShort((short) height)
                        .array());
    }

    static byte[] losslessWebp(int width, int height) {
        return webp(
                "VP8L",
                littleEndian(5)
                        .put((byte) 0x2F)
                        .putInt((width - 1) | (height - 1) << 14 | 1 << 28)
                        .array());
    }

    static byte[] extendedWebp(int width, int height) {
        byte[] content = littleEndian(11)
                .putInt(0x10)
                .putInt(width - 1)
                .position(7)
                .putInt(height - 1)
                .array();
        return webp("VP8X", Arrays.copyOf(content, 10));
    }

    /** With EXIF data behind so many bytes of picture, by which the camera was held upright. */
    static byte[] turned(byte[] extendedWebp, int pictureBytes) {
        int behind = extendedWebp.length + 8 + pictureBytes + pictureBytes % 2;
        return littleEndian(behind + 34)
                .put(extendedWebp)
                .put("VP8 ".getBytes(StandardCharsets.US_ASCII))
                .putInt(pictureBytes)
                .position(behind)
                .put("EXIF".getBytes(StandardCharsets.US_ASCII))
                .putInt(26)
                .put("II*\0".getBytes(StandardCharsets.US_ASCII))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putInt(6)
                .array();
    }

    static byte[] webp(String chunk, byte[] content) {
        return littleEndian(20 + content.length)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(12 + content.length)
                .put(("WEBP" + chunk).getBytes(StandardCharsets.US_ASCII))
                .putInt(content.length)
                .put(content)
                .array();
    }

    static byte[] insert(byte[] content, int at, int... more) {
        ByteBuffer all = ByteBuffer.allocate(content.length + more.length).put(content, 0, at);
        for (int value : more) {
            all.put((byte) value);
        }
        return all.put(content, at, content.length - at).array();
    }

    private static ByteBuffer littleEndian(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
