package io.github.novitagateway.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;

/** The image formats of the service, known by their first bytes. */
enum ImageKind {
    PNG,
    WEBP,
    JPEG;

    /** The words of the wire. */
    static final List<String> EXTENSIONS =
            Arrays.stream(values()).map(ImageKind::extension).toList();

    static ImageKind of(String extension) {
        return values()[EXTENSIONS.indexOf(extension)];
    }

    String extension() {
        return switch (this) {
            case PNG -> "png";
            case WEBP -> "webp";
            case JPEG -> "jpeg";
        };
    }

    boolean matches(byte[] content) {
        String start = new String(content, 0, Math.min(12, content.length), ISO_8859_1);
        return switch (this) {
            case PNG -> start.startsWith("\u0089PNG\r\n\u001a\n");
            case WEBP -> start.startsWith("RIFF") && start.startsWith("WEBP", 8);
            case JPEG -> start.startsWith("\u00ff\u00d8\u00ff");
        };
    }
}
