package io.github.novitagateway.runner;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What tells a picture and its caption from others, by SHA-256.
 *
 * @param picture of the bytes of its file
 * @param caption of its caption; that of no words when nothing was said
 */
record Fingerprint(String picture, String caption) {
    Fingerprint {
        Objects.requireNonNull(picture, "picture");
        Objects.requireNonNull(caption, "caption");
    }

    /** Reads the picture. Blocks. */
    static Fingerprint of(Path picture, @Nullable String caption) throws IOException {
        MessageDigest digest = sha256();
        try (DigestInputStream content = new DigestInputStream(Files.newInputStream(picture), digest)) {
            content.transferTo(OutputStream.nullOutputStream());
        }
        return new Fingerprint(HexFormat.of().formatHex(digest.digest()), of(caption));
    }

    /** That of a picture that cannot be read, which is like no other. */
    static Fingerprint ofUnreadable(@Nullable String caption) {
        return new Fingerprint("", of(caption));
    }

    private static String of(@Nullable String caption) {
        byte[] words = Objects.requireNonNullElse(caption, "").getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(sha256().digest(words));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyMachineHasIt) {
            throw new AssertionError(everyMachineHasIt);
        }
    }
}
