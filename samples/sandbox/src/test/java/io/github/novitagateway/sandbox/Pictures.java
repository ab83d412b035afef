package io.github.novitagateway.sandbox;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import javax.imageio.ImageIO;

/** Small training pictures, and measures of drawn ones. */
final class Pictures {
    private Pictures() {}

    static byte[] stripes(String format, Color... colours) {
        BufferedImage image = new BufferedImage(96, 96, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = image.createGraphics();
        int height = 96 / colours.length;
        for (int i = 0; i < colours.length; i++) {
            brush.setColor(colours[i]);
            brush.fillRect(0, i * height, 96, height + colours.length);
        }
        brush.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A lossless WebP of one colour: five prefix codes of one symbol each, so that no pixel takes a bit. */
    static byte[] webp(Color colour, int width, int height) {
        BitSet bits = new BitSet();
        int length = append(bits, 0, width - 1, 14);
        length = append(bits, length, height - 1, 14);
        length = append(bits, length, 0, 1 + 3 + 3);
        int[] symbols = {colour.getGreen(), colour.getRed(), colour.getBlue(), 255, 0};
        for (int symbol : symbols) {
            length = append(bits, length, 0b101, 3);
            length = append(bits, length, symbol, 8);
        }
        byte[] stream = new byte[(length + 7) / 8 / 2 * 2 + 1];
        byte[] packed = bits.toByteArray();
        System.arraycopy(packed, 0, stream, 0, packed.length);
        return ByteBuffer.allocate(21 + stream.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("RIFF"))
                .putInt(13 + stream.length)
                .put(ascii("WEBPVP8L"))
                .putInt(1 + stream.length)
                .put((byte) 0x2f)
                .put(stream)
                .array();
    }

    private static int append(BitSet bits, int length, int value, int count) {
        for (int i = 0; i < count; i++) {
            bits.set(length + i, (value >> i & 1) == 1);
        }
        return length + count;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static BufferedImage decode(byte[] picture) {
        try {
            return ImageIO.read(new ByteArrayInputStream(picture));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The mean distance of a picture's pixels to the nearest of some colours: 0 is the same, 441 is black to white. */
    static double distance(byte[] picture, Color... colours) {
        BufferedImage image = decode(picture);
        double sum = 0;
        for (int y = 0; y < image.getHeight(); y += 2) {
            for (int x = 0; x < image.getWidth(); x += 2) {
                Color pixel = new Color(image.getRGB(x, y));
                double nearest = Double.MAX_VALUE;
                for (Color colour : colours) {
                    nearest = Math.min(nearest, distance(pixel, colour));
                }
                sum += nearest;
            }
        }
        return 4 * sum / (image.getWidth() * image.getHeight());
    }

    private static double distance(Color one, Color other) {
        double red = one.getRed() - other.getRed();
        double green = one.getGreen() - other.getGreen();
        double blue = one.getBlue() - other.getBlue();
        return Math.sqrt(red * red + green * green + blue * blue);
    }
}
