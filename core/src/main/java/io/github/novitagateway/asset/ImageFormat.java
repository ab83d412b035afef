package io.github.novitagateway.asset;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Picture formats that the service takes and makes. Docs: model-apis-get-training-images-url, model-apis-txt2img. */
public enum ImageFormat {
    /** Portable Network Graphics, {@code image/png}. */
    PNG,
    /** JPEG, {@code image/jpeg}; the service says {@code jpeg}, never {@code jpg}. */
    JPEG,
    /** WebP, {@code image/webp}. */
    WEBP;

    private static final List<ImageFormat> ALL = List.of(values());

    /** How many first bytes of a file are enough for {@link #detect(byte[])}. */
    public static final int HEADER_BYTES = 12;

    private static final int[] PNG_SIGNATURE = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int[] JPEG_SIGNATURE = {0xFF, 0xD8, 0xFF};
    private static final int[] RIFF = {'R', 'I', 'F', 'F'};
    private static final int[] WEBP_IN_RIFF = {'W', 'E', 'B', 'P'};

    /**
     * {@return the service's word for the format, which is also the file extension: {@code png}, {@code jpeg} or
     * {@code webp}}
     */
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the media type, such as {@code image/png}} */
    public String mediaType() {
        return "image/" + extension();
    }

    /**
     * Tells the format from the first bytes of a file; a file's name says nothing certain.
     *
     * @param head the first bytes, {@link #HEADER_BYTES} or more, fewer when the file is shorter
     * @return the format, or empty when it is none of these
     */
    public static Optional<ImageFormat> detect(byte[] head) {
        if (has(head, 0, PNG_SIGNATURE)) {
            return Optional.of(PNG);
        }
        if (has(head, 0, JPEG_SIGNATURE)) {
            return Optional.of(JPEG);
        }
        return has(head, 0, RIFF) && has(head, 8, WEBP_IN_RIFF) ? Optional.of(WEBP) : Optional.empty();
    }

    /**
     * Reads the service's word for a format.
     *
     * @param word such as {@code png}, in any case; {@code jpg} counts as {@code jpeg}; may be absent
     * @return the format, or empty when the word is absent or none of these
     */
    public static Optional<ImageFormat> ofExtension(@Nullable String word) {
        String plain = "jpg".equalsIgnoreCase(word) ? "jpeg" : word;
        for (ImageFormat format : ALL) {
            if (format.name().equalsIgnoreCase(plain)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    private static boolean has(byte[] head, int offset, int[] signature) {
        if (head.length < offset + signature.length) {
            return false;
        }
        for (int i = 0; i < signature.length; i++) {
            if ((head[offset + i] & 0xFF) != signature[i]) {
                return false;
            }
        }
        return true;
    }
}
