package io.github.novitagateway.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The newest drawings, by the path of their URL; older ones make room. */
final class Gallery {
    static final String RESULTS = "/results/";

    private static final int MOST_PICTURES = 200;
    private static final long MOST_BYTES = 256L * 1024 * 1024;

    private final Map<String, Picture> pictures = new LinkedHashMap<>();
    private long bytes;

    synchronized void add(String path, Picture picture) {
        pictures.put(path, picture);
        bytes += picture.bytes().length;
        var oldest = pictures.values().iterator();
        while (pictures.size() > MOST_PICTURES || (bytes > MOST_BYTES && pictures.size() > 1)) {
            bytes -= oldest.next().bytes().length;
            oldest.remove();
        }
    }

    synchronized @Nullable Picture picture(String path) {
        return pictures.get(path);
    }

    /** An encoded drawing. */
    static final class Picture {
        private final String mediaType;
        private final byte[] bytes;

        Picture(String mediaType, byte[] bytes) {
            this.mediaType = mediaType;
            this.bytes = bytes;
        }

        String mediaType() {
            return mediaType;
        }

        byte[] bytes() {
            return bytes;
        }
    }
}
