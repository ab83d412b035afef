package io.github.novitagateway.sandbox.painting;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Paints landscapes and given pictures in the tones of a palette and encodes them. Takes its time: never call it on an
 * event loop.
 */
public final class Painter {
    private static final String JPEG = "jpeg";
    private static final float JPEG_QUALITY = 0.92f;

    private Painter() {}

    /**
     * Paints a picture.
     *
     * @return the encoded picture: the same for the same arguments
     * @throws UncheckedIOException when the original cannot be read
     */
    public static byte[] paint(Commission commission, Palette palette) {
        Scene scene = Scene.of(commission.prompt(), commission.seed());
        Original original = commission.original();
        BufferedImage picture = original == null
                ? landscape(scene, palette, commission)
                : repainted(original, palette, commission, scene.chance());
        return encoded(picture, commission.format());
    }

    static void soften(Graphics2D brush) {
        brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        brush.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        brush.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    }

    private static BufferedImage landscape(Scene scene, Palette palette, Commission commission) {
        int type = commission.transparent() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        BufferedImage picture = new BufferedImage(commission.width(), commission.height(), type);
        Graphics2D brush = picture.createGraphics();
        try {
            soften(brush);
            paint(scene, palette, new Canvas(brush, commission.width(), commission.height()), commission.transparent());
        } finally {
            brush.dispose();
        }
        Paper.soak(picture, scene.chance());
        return picture;
    }

    /** The original stays under the new paint, which is the more opaque the stronger it is. */
    private static BufferedImage repainted(
            Original original, Palette palette, Commission commission, SplittableRandom chance) {
        BufferedImage picture = fitted(original.picture(), commission.width(), commission.height());
        BufferedImage paint = new BufferedImage(commission.width(), commission.height(), BufferedImage.TYPE_INT_RGB);
        new Repainting(new Lightness(picture), palette, original.strength(), chance).paint(paint);
        Paper.soak(paint, chance);
        Graphics2D brush = picture.createGraphics();
        brush.setComposite(AlphaComposite.SrcOver.derive((float) Math.sqrt(original.strength())));
        brush.drawImage(paint, 0, 0, null);
        brush.dispose();
        return picture;
    }

    private static BufferedImage fitted(EncodedPicture picture, int width, int height) {
        BufferedImage fitted = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = fitted.createGraphics();
        try {
            soften(brush);
            brush.drawImage(picture.read(2 * Math.max(width, height)), 0, 0, width, height, Color.WHITE, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            brush.dispose();
        }
        return fitted;
    }

    private static void paint(Scene scene, Palette palette, Canvas canvas, boolean transparent) {
        Sky sky = new Sky(scene, palette);
        if (!transparent) {
            sky.paint(canvas);
        }
        if (scene.birds()) {
            Motifs.paintBirds(canvas, palette, scene.chance());
        }
        new Landscape(scene, palette, sky).paint(canvas);
    }

    private static byte[] encoded(BufferedImage picture, String format) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            if (format.equals(JPEG)) {
                settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                settings.setCompressionQuality(JPEG_QUALITY);
            }
            writer.setOutput(output);
            writer.write(null, new IIOImage(picture, null, null), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
