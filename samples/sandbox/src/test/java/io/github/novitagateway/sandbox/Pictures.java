package io.github.novitagateway.sandbox;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Pictures to train on and to start from, and measures of drawn ones. */
final class Pictures {
    private static final int SMALL = 128;

    private Pictures() {}

    static byte[] stripes(String format, Color... colours) {
        BufferedImage image = new BufferedImage(96, 96, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = image.createGraphics();
        int height = 96 / Math.max(1, colours.length);
        for (int i = 0; i < colours.length; i++) {
            brush.setColor(colours[i]);
            brush.fillRect(0, i * height, 96, height + colours.length);
        }
        brush.dispose();
        return encoded(format, image);
    }

    /** A black picture. */
    static byte[] blank(int width, int height) {
        return encoded("png", new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY));
    }

    /** A bowl with a fruit on a table, in bright colours. */
    static byte[] still() {
        BufferedImage image = new BufferedImage(320, 320, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = image.createGraphics();
        brush.setPaint(new GradientPaint(0, 0, new Color(0x88c8ff), 320, 320, new Color(0xe8f4ff)));
        brush.fillRect(0, 0, 320, 320);
        brush.setColor(new Color(0x6b3fa0));
        brush.fillRect(0, 230, 320, 90);
        brush.setColor(new Color(0x2fbf4f));
        brush.fillOval(120, 70, 110, 110);
        brush.setColor(new Color(0x102a6b));
        brush.fillArc(60, 60, 200, 200, 180, 180);
        brush.setColor(new Color(0xfff3b0));
        brush.fillOval(145, 90, 26, 26);
        brush.dispose();
        return encoded("png", image);
    }

    /** The same picture, turned by a quarter: as light and dark as before, but elsewhere. */
    static byte[] turned(byte[] picture) {
        BufferedImage upright = decode(picture);
        BufferedImage turned = new BufferedImage(upright.getHeight(), upright.getWidth(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < upright.getHeight(); y++) {
            for (int x = 0; x < upright.getWidth(); x++) {
                turned.setRGB(y, x, upright.getRGB(x, y));
            }
        }
        return encoded("png", turned);
    }

    private static byte[] encoded(String format, BufferedImage image) {
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

    /** How far two pictures go light and dark together: 1 for the same shapes, about 0 for unrelated ones. */
    static double likeness(byte[] one, byte[] other) {
        double[] x = luminance(one);
        double[] y = luminance(other);
        double meanX = Arrays.stream(x).average().orElseThrow();
        double meanY = Arrays.stream(y).average().orElseThrow();
        double together = 0;
        double alone = 0;
        double otherAlone = 0;
        for (int i = 0; i < x.length; i++) {
            together += (x[i] - meanX) * (y[i] - meanY);
            alone += (x[i] - meanX) * (x[i] - meanX);
            otherAlone += (y[i] - meanY) * (y[i] - meanY);
        }
        return together / Math.sqrt(alone * otherAlone);
    }

    /** The mean distance of the pixels of two pictures: 0 is the same, 441 is black to white. */
    static double difference(byte[] one, byte[] other) {
        BufferedImage first = small(one);
        BufferedImage second = small(other);
        double sum = 0;
        for (int i = 0; i < SMALL * SMALL; i++) {
            sum += distance(
                    new Color(first.getRGB(i % SMALL, i / SMALL)), new Color(second.getRGB(i % SMALL, i / SMALL)));
        }
        return sum / (SMALL * SMALL);
    }

    private static double[] luminance(byte[] picture) {
        BufferedImage small = small(picture);
        return IntStream.range(0, SMALL * SMALL)
                .map(i -> small.getRGB(i % SMALL, i / SMALL))
                .mapToDouble(rgb -> 0.2126 * (rgb >> 16 & 0xff) + 0.7152 * (rgb >> 8 & 0xff) + 0.0722 * (rgb & 0xff))
                .toArray();
    }

    private static BufferedImage small(byte[] picture) {
        BufferedImage small = new BufferedImage(SMALL, SMALL, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = small.createGraphics();
        brush.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        brush.drawImage(decode(picture), 0, 0, SMALL, SMALL, null);
        brush.dispose();
        return small;
    }

    private static double distance(Color one, Color other) {
        double red = one.getRed() - other.getRed();
        double green = one.getGreen() - other.getGreen();
        double blue = one.getBlue() - other.getBlue();
        return Math.sqrt(red * red + green * green + blue * blue);
    }
}
