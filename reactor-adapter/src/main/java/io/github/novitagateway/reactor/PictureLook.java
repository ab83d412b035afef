package io.github.novitagateway.reactor;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.asset.PictureHeader;
import io.github.novitagateway.preflight.DraftImage;
import io.github.novitagateway.preflight.PictureFacts;
import io.github.novitagateway.preflight.PreflightReport.Flaw;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks at pictures before anything is done with them: a few at a time, off the event loop. */
final class PictureLook {

    private static final int AT_ONCE = 4;

    /** In most pictures, all that is looked for stands before that. */
    private static final int HEAD_BYTES = 1 << 20;

    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final long maxBytes;

    /** @param maxBytes of a picture; one that has more is not read to its end */
    PictureLook(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * What a look has found.
     *
     * @param flaw why it cannot be read; null when it can be
     */
    record Seen(PictureFacts facts, @Nullable Flaw flaw) {}

    /** What is found of each, in their order. */
    Flux<Seen> at(List<DraftImage> images) {
        return Flux.fromIterable(images)
                .flatMapSequential(
                        image -> Mono.fromCallable(() -> seen(image)).subscribeOn(ImageBody.READERS), AT_ONCE);
    }

    private Seen seen(DraftImage image) throws NoSuchAlgorithmException {
        ImageSource source = image.source();
        try {
            return new Seen(
                    source instanceof ImageSource.Bytes memory
                            ? facts(image, memory.content())
                            : facts(image, (ImageSource.File) source),
                    null);
        } catch (IOException failure) {
            String problem = failure instanceof NoSuchFileException
                    ? "absent"
                    : "not (" + failure.getClass().getSimpleName() + ")";
            return new Seen(
                    new PictureFacts(image.name(), PictureFacts.UNREAD, null, null, image.caption()),
                    new Flaw(image.name(), "file", "readable", problem));
        }
    }

    private PictureFacts facts(DraftImage image, ByteBuffer content) throws NoSuchAlgorithmException {
        byte[] all = new byte[content.remaining()];
        content.duplicate().get(all);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(content);
        return facts(image, all.length, PictureHeader.read(all).orElse(null), digest);
    }

    private PictureFacts facts(DraftImage image, ImageSource.File source) throws IOException, NoSuchAlgorithmException {
        try (InputStream content = Files.newInputStream(source.path())) {
            long length = Files.size(source.path());
            byte[] head = content.readNBytes(HEAD_BYTES);
            if (length > maxBytes) {
                return facts(image, length, PictureHeader.read(head).orElse(null), null);
            }
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(head);
            byte[] chunk = new byte[ImageFile.CHUNK_BYTES];
            for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
                digest.update(chunk, 0, read);
            }
            return facts(image, length, header(head, length, source.path()), digest);
        }
    }

    private @Nullable PictureHeader header(byte[] head, long length, Path file) throws IOException {
        PictureHeader header = PictureHeader.read(head).orElse(null);
        if (header == null || length <= head.length || !mayBeToldLater(header)) {
            return header;
        }
        try (InputStream content = Files.newInputStream(file)) {
            return PictureHeader.read(content.readNBytes((int) Math.min(maxBytes, LARGEST_ARRAY)))
                    .orElse(null);
        }
    }

    /** WebP has its rotation behind the picture, and JPEG its size behind all that a camera or a program has put in. */
    private static boolean mayBeToldLater(PictureHeader header) {
        return header.format() == ImageFormat.WEBP || header.width() == 0;
    }

    private static PictureFacts facts(
            DraftImage image, long length, @Nullable PictureHeader header, @Nullable MessageDigest digest) {
        return new PictureFacts(
                image.name(),
                length,
                header,
                digest == null ? null : HexFormat.of().formatHex(digest.digest()),
                image.caption());
    }
}
