package io.github.novitagateway.sandbox.painting;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/** What a training learned from its pictures: their palette. Looking at them takes time and is done once. */
public final class LearnedStyle {
    /** The longer side of a picture as it is looked at. */
    private static final int GLANCE = 48;

    private static final long MOST_PIXELS = 100_000_000;

    private static final ImageReaderSpi WEBP = new WebPImageReaderSpi();

    private final List<byte[]> pictures;
    private @Nullable Palette palette;

    /** Takes encoded pictures: PNG, JPEG or WebP. */
    public LearnedStyle(List<byte[]> pictures) {
        this.pictures = List.copyOf(pictures);
    }

    /** {@return the palette of the pictures; the neutral one when none can be read} */
    public synchronized Palette palette() {
        Palette learned = palette;
        if (learned == null) {
            List<Tone> samples = new ArrayList<>();
            pictures.forEach(picture -> look(picture, samples));
            learned = Palette.of(samples);
            palette = learned;
        }
        return learned;
    }

    /** A picture that cannot be read teaches nothing. */
    private static void look(byte[] picture, List<Tone> samples) {
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
            ImageReader reader = reader(input);
            if (reader != null) {
                try {
                    reader.setInput(input, true, true);
                    look(reader, samples);
                } finally {
                    reader.dispose();
                }
            }
        } catch (IOException | RuntimeException e) {
            return;
        }
    }

    /** WebP is read without the registry of plugins, which depends on class loaders. */
    private static @Nullable ImageReader reader(ImageInputStream input) throws IOException {
        if (WEBP.canDecodeInput(input)) {
            return WEBP.createReaderInstance();
        }
        Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
        return readers.hasNext() ? readers.next() : null;
    }

    private static void look(ImageReader reader, List<Tone> samples) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > MOST_PIXELS) {
            return;
        }
        int step = Math.max(1, Math.max(width, height) / GLANCE);
        ImageReadParam every = reader.getDefaultReadParam();
        every.setSourceSubsampling(step, step, 0, 0);
        BufferedImage glance = reader.read(0, every);
        for (int y = 0; y < glance.getHeight(); y++) {
            for (int x = 0; x < glance.getWidth(); x++) {
                samples.add(Tone.of(glance.getRGB(x, y)));
            }
        }
    }
}
