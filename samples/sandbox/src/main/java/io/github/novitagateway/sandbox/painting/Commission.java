package io.github.novitagateway.sandbox.painting;

import org.jspecify.annotations.Nullable;

/**
 * What is to be painted.
 *
 * @param prompt what is to be seen
 * @param seed decides what the prompt leaves open
 * @param width in pixels
 * @param height in pixels
 * @param transparent whether the sky is left out
 * @param format {@code png} or {@code jpeg}
 * @param original the picture to paint once more; null for a landscape
 */
public record Commission(
        String prompt,
        long seed,
        int width,
        int height,
        boolean transparent,
        String format,
        @Nullable Original original) {}
