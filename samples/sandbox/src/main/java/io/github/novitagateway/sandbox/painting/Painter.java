package io.github.novitagateway.sandbox.painting;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Paints a landscape in the tones of a palette and encodes it. Takes its time: never call it on an event loop. */
public final class Painter {
    private static final String JPEG = "jpeg";
    private static final float JPEG_QUALITY = 0.92f;

    private Painter() {}

    /**
     * Paints a picture.
     *
     * @return the encoded picture: the same for the same arguments
     */
    public static byte[] paint(Commission commission, Palette palette) {
        Scene scene = Scene.of(commission.prompt(), commission.seed());
        int type = commission.transparent() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        BufferedImage picture = new BufferedImage(commission.width(), commission.height(), type);
        Graphics2D brush = picture.createGraphics();
        try {
            brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            brush.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            paint(scene, palette, new Canvas(brush, commission.width(), commission.height()), commission.transparent());
        } finally {
            brush.dispose();
        }
        Paper.soak(picture, scene.chance());
        return encoded(picture, commission.format());
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
