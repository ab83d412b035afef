package io.github.novitagateway.runner;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.asset.PictureHeader;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a picture part of a page. One that is larger than allowed is made smaller; one that this virtual machine cannot
 * read goes in as it is.
 *
 * @param side the longest side in pixels
 * @param bytes the most bytes of a picture that goes in as it is
 */
record InlinePicture(int side, int bytes) {
    private static final int MOST_BYTES_UNREAD = 4 << 20;
    private static final float QUALITY = 0.87f;

    /** Reads a picture, which may block; empty for one that is no picture or too large to go in as it is. */
    Optional<String> dataUri(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        PictureHeader header = PictureHeader.read(content).orElse(null);
        if (header == null) {
            return Optional.empty();
        }
        ImageFormat format = header.format();
        if (content.length <= bytes) {
            return Optional.of(dataUri(format, content));
        }
        BufferedImage picture = read(content);
        if (picture == null) {
            return content.length <= MOST_BYTES_UNREAD ? Optional.of(dataUri(format, content)) : Optional.empty();
        }
        BufferedImage small = UprightPicture.of(scaled(picture), header.turn());
        ImageFormat kept = small.getColorModel().hasAlpha() ? ImageFormat.PNG : ImageFormat.JPEG;
        return Optional.of(dataUri(kept, written(small, kept)));
    }

    private static String dataUri(ImageFormat format, byte[] content) {
        return "data:" + format.mediaType() + ";base64," + Base64.getEncoder().encodeToString(content);
    }

    /** Null when there is no reader for it, or the reader is at a loss. */
    private @Nullable BufferedImage read(byte[] content) {
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            return readers.hasNext() ? read(readers.next(), input) : null;
        } catch (IOException | RuntimeException unreadable) {
            return null;
        }
    }

    /** Leaves out rows and columns that are not needed, so that a large picture takes little memory. */
    private BufferedImage read(ImageReader reader, ImageInputStream input) throws IOException {
        try {
            reader.setInput(input, true, true);
            int each = Math.max(1, Math.max(reader.getWidth(0), reader.getHeight(0)) / side / 2);
            ImageReadParam param = reader.getDefaultReadParam();
            param.setSourceSubsampling(each, each, 0, 0);
            return reader.read(0, param);
        } finally {
            reader.dispose();
        }
    }

    private BufferedImage scaled(BufferedImage picture) {
        double scale = Math.min(1, side / (double) Math.max(picture.getWidth(), picture.getHeight()));
        int width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
        boolean alpha = picture.getColorModel().hasAlpha();
        BufferedImage small =
                new BufferedImage(width, height, alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(picture, 0, 0, width, height, null);
        graphics.dispose();
        return small;
    }

    private static byte[] written(BufferedImage picture, ImageFormat format) throws IOException {
        ImageWriter writer =
                ImageIO.getImageWritersByFormatName(format.extension()).next();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(content)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (format == ImageFormat.JPEG) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(QUALITY);
            }
            writer.setOutput(output);
            writer.write(null, new IIOImage(picture, null, null), param);
        } finally {
            writer.dispose();
        }
        return content.toByteArray();
    }
}
