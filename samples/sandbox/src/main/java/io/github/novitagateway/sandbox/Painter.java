package io.github.novitagateway.sandbox;

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
final class Painter {
    private static final float JPEG_QUALITY = 0.92f;

    private Painter() {}

    /** The drawing that a form asks for, with one seed; equal for equal arguments. */
    static byte[] paint(DrawingForm form, long seed, Palette palette) {
        Scene scene = Scene.of(form.prompt(), seed);
        int type = form.transparent() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        BufferedImage picture = new BufferedImage(form.width(), form.height(), type);
        Graphics2D brush = picture.createGraphics();
        try {
            brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            brush.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            paint(scene, palette, new Canvas(brush, form.width(), form.height()), form.transparent());
        } finally {
            brush.dispose();
        }
        Paper.soak(picture, scene.chance());
        return encoded(picture, form.output().kind());
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

    private static byte[] encoded(BufferedImage picture, ImageKind kind) {
        ImageWriter writer =
                ImageIO.getImageWritersByFormatName(kind.extension()).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            if (kind == ImageKind.JPEG) {
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
