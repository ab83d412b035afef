package io.github.novitagateway.reactor;

import io.github.novitagateway.asset.ImageSource;
import java.util.Arrays;
import java.util.Random;

/** Bytes that begin like a picture; the rest is noise, equal for equal lengths. */
final class Pictures {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13};
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F'};
    private static final byte[] WEBP = {'R', 'I', 'F', 'F', 1, 2, 3, 4, 'W', 'E', 'B', 'P'};

    private Pictures() {}

    static byte[] png(int length) {
        return picture(PNG, length);
    }

    static byte[] jpeg(int length) {
        return picture(JPEG, length);
    }

    static byte[] webp(int length) {
        return picture(WEBP, length);
    }

    /** A small picture that tells its number, so that a server knows which one it got. */
    static ImageSource numbered(int number) {
        byte[] content = png(32);
        content[content.length - 1] = (byte) number;
        return ImageSource.bytes("picture-" + number + ".png", content);
    }

    private static byte[] picture(byte[] head, int length) {
        byte[] content = new byte[Math.max(length, head.length)];
        new Random(length).nextBytes(content);
        System.arraycopy(head, 0, content, 0, head.length);
        return Arrays.copyOf(content, length);
    }
}
