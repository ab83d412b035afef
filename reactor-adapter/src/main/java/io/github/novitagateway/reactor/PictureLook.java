package io.github.novitagateway.reactor;

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

    /** Cameras put previews and profiles before the size of a picture, rarely more than a few hundred KiB of them. */
    private static final int HEAD_BYTES = 1 << 20;

    private final long maxBytes;

    /** @param maxBytes of a picture; one that has more is not read to its end */
    PictureLook(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * What a look has found.
     *
     * @param facts null when the picture cannot be read
     * @param flaw why; null when it can be
     */
    record Seen(@Nullable PictureFacts facts, @Nullable Flaw flaw) {}

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
            return new Seen(null, new Flaw(image.name(), "file", "readable", problem));
        }
    }

    private PictureFacts facts(DraftImage image, ByteBuffer content) throws NoSuchAlgorithmException {
        byte[] head = new byte[Math.min(content.remaining(), HEAD_BYTES)];
        int length = content.remaining();
        content.duplicate().get(head);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(content);
        return facts(image, length, head, digest);
    }

    private PictureFacts facts(DraftImage image, ImageSource.File source) throws IOException, NoSuchAlgorithmException {
        try (InputStream content = Files.newInputStream(source.path())) {
            long length = Files.size(source.path());
            byte[] head = content.readNBytes(HEAD_BYTES);
            if (length > maxBytes) {
                return facts(image, length, head, null);
            }
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(head);
            byte[] chunk = new byte[ImageFile.CHUNK_BYTES];
            for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
                digest.update(chunk, 0, read);
            }
            return facts(image, length, head, digest);
        }
    }

    private static PictureFacts facts(DraftImage image, long length, byte[] head, @Nullable MessageDigest digest) {
        return new PictureFacts(
                image.name(),
                length,
                PictureHeader.read(head).orElse(null),
                digest == null ? null : HexFormat.of().formatHex(digest.digest()),
                image.caption());
    }
}
