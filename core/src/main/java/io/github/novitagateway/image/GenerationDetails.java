package io.github.novitagateway.image;

import io.github.novitagateway.guard.Lenient;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the service tells beside the images: the answer's {@code extra}. Docs: model-apis-task-result.
 *
 * @param seed the seed that was used, as text; null or empty when the service did not tell
 * @param nsfwDetectionEnabled whether the images were checked for nudity; null when absent
 * @param hasNsfwContents what the check found for each image, undocumented; absent reads as empty
 * @param requestInfo the request as the service saw it, JSON in a text; null when absent
 * @param submittedAt when the task came in, to the millisecond; null when absent
 * @param startedAt when work on it began, to the millisecond; null when absent
 * @param completedAt when it was done, to the millisecond; null when absent
 */
public record GenerationDetails(
        @Nullable String seed,
        @Nullable Boolean nsfwDetectionEnabled,
        List<Boolean> hasNsfwContents,
        @Nullable String requestInfo,
        @Nullable Instant submittedAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt) {

    /** Copies the list, an absent one as empty. */
    public GenerationDetails {
        hasNsfwContents = Lenient.list(hasNsfwContents);
    }

    /** {@return all components but the echoed request, which can hold addresses with secrets} */
    @Override
    public String toString() {
        return "GenerationDetails[seed=" + seed + ", nsfwDetectionEnabled=" + nsfwDetectionEnabled
                + ", hasNsfwContents=" + hasNsfwContents + ", submittedAt=" + submittedAt + ", startedAt=" + startedAt
                + ", completedAt=" + completedAt + "]";
    }

    /** {@return the seed as a number; empty when it is absent or no whole number} */
    public OptionalLong seedNumber() {
        try {
            return seed == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(seed.strip()));
        } catch (NumberFormatException unreadable) {
            return OptionalLong.empty();
        }
    }
}
