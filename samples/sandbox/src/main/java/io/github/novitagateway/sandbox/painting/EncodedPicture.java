package io.github.novitagateway.sandbox.painting;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/** A picture as it was sent: PNG, JPEG or WebP. */
public final class EncodedPicture {
    private static final ImageReaderSpi WEBP = new WebPImageReaderSpi();

    private final byte[] bytes;

    public EncodedPicture(byte[] bytes) {
        this.bytes = bytes;
    }

    private interface Look<T> {
        T at(ImageReader reader) throws IOException;
    }

    /** {@return its width and height by its header; null when it has none that can be read} */
    public @Nullable Dimension size() {
        try {
            return look(reader -> new Dimension(reader.getWidth(0), reader.getHeight(0)));
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    /** Reads it, leaving rows and columns out while its longer side stays at least this long. */
    BufferedImage read(int longerSide) throws IOException {
        return look(reader -> {
            int step = Math.max(1, Math.max(reader.getWidth(0), reader.getHeight(0)) / longerSide);
            ImageReadParam every = reader.getDefaultReadParam();
            every.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, every);
        });
    }

    private <T> T look(Look<T> look) throws IOException {
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            ImageReader reader = reader(input);
            try {
                reader.setInput(input, true, true);
                return look.at(reader);
            } finally {
                reader.dispose();
            }
        }
    }

    /** WebP is read without the registry of plugins, which depends on class loaders. */
    private static ImageReader reader(ImageInputStream input) throws IOException {
        if (WEBP.canDecodeInput(input)) {
            return WEBP.createReaderInstance();
        }
        Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
        if (!readers.hasNext()) {
            throw new IOException("the picture is neither PNG nor JPEG nor WebP");
        }
        return readers.next();
    }
}
