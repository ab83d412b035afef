package io.github.novitagateway.sandbox;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The slots that were given away for training images, and what was put into them. */
final class Assets {
    static final String STORAGE = "/storage/";

    private static final String FOLDER = STORAGE + "prod/";

    private final Map<String, ImageKind> slots = new ConcurrentHashMap<>();
    private final Map<String, byte[]> contents = new ConcurrentHashMap<>();
    private final SignedUrls urls;
    private final Duration lifetime;
    private final SandboxLedger ledger;

    Assets(SignedUrls urls, Duration lifetime, SandboxLedger ledger) {
        this.urls = urls;
        this.lifetime = lifetime;
        this.ledger = ledger;
    }

    /** Answers the request for an upload slot. */
    Reply newSlot(Exchange exchange, JsonNode body) {
        ImageKind kind = ImageKind.of(Fields.read(
                body, "CreateTrainingDatasetRequest", fields -> fields.oneOf("file_extension", ImageKind.EXTENSIONS)));
        String id = RandomHex.of(16);
        slots.put(id, kind);
        String host = exchange.ownHost();
        String url = exchange.fate() == Fate.EXPIRED
                ? urls.presignExpired("PUT", host, path(id, kind), lifetime, "PutObject")
                : urls.presign("PUT", host, path(id, kind), lifetime, "PutObject");
        ObjectNode reply =
                Json.object().put("assets_id", id).put("upload_url", url).put("method", "PUT");
        reply.putObject("headers").putObject("Host").putArray("values").add(host);
        return Reply.ok(reply);
    }

    /** Keeps what was uploaded to a path whose signature was found good; a second upload replaces the first. */
    void store(String path, byte[] content) {
        String id = path.substring(FOLDER.length(), path.lastIndexOf('.'));
        contents.put(id, content);
        ledger.stored(id, content);
    }

    /** What is stored under an id; null when nothing is. */
    byte @Nullable [] content(String id) {
        return contents.get(id);
    }

    /** Whether the content of an asset is an image of the format that its slot was asked for. */
    boolean isTrueToItsKind(String id) {
        ImageKind kind = slots.get(id);
        byte[] content = contents.get(id);
        return kind != null && content != null && kind.matches(content);
    }

    private static String path(String id, ImageKind kind) {
        return FOLDER + id + "." + kind.extension();
    }
}
