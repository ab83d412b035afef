package io.github.novitagateway.image;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.guard.Redact;
import io.github.novitagateway.task.TaskId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An image that the service has drawn, by the address from which it can be fetched for a while. Docs:
 * model-apis-task-result.
 *
 * @param taskId the task that drew it
 * @param index its place among the images of the task, from 0
 * @param url where to fetch it, presigned, byte for byte as the service tells it; its query is not shown by
 *     {@link #toString()}. A client that takes a {@code URI} wants {@code URI.create(url)}: as a template its escapes
 *     would be escaped again
 * @param expiresAt when the address stops working; null when the service did not tell
 * @param format its format; null when the service did not tell or told a new one
 * @param nsfw what the check for nudity found; null when absent
 */
public record GeneratedImage(
        TaskId taskId,
        int index,
        String url,
        @Nullable Instant expiresAt,
        @Nullable ImageFormat format,
        @Nullable NsfwDetection nsfw) {

    /** Checks that nothing needed is absent. */
    public GeneratedImage {
        Objects.requireNonNull(taskId, "taskId");
        Objects.requireNonNull(url, "url");
    }

    /** {@return all components, the address without its query, which is a credential} */
    @Override
    public String toString() {
        return "GeneratedImage[taskId=" + taskId + ", index=" + index + ", url=" + Redact.url(url) + ", expiresAt="
                + expiresAt + ", format=" + format + ", nsfw=" + nsfw + "]";
    }

    /**
     * What the check for nudity found, as the service tells it: nothing documents what {@code valid} means, so nothing
     * is decided here. Docs: model-apis-task-result.
     *
     * @param valid the service's verdict; null when absent
     * @param confidence how sure it is in percent, 0..100; null when absent
     */
    public record NsfwDetection(
            @Nullable Boolean valid, @Nullable Double confidence) {}
}
