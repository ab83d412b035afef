package io.github.novitagateway.image;

import org.jspecify.annotations.Nullable;

/**
 * What the check for nudity found, as the service tells it: nothing documents what {@code valid} means, so nothing is
 * decided here. Docs: model-apis-task-result.
 *
 * @param valid the service's verdict; null when absent
 * @param confidence how sure it is in percent, 0..100; null when absent
 */
public record NsfwDetection(
        @Nullable Boolean valid, @Nullable Double confidence) {}
