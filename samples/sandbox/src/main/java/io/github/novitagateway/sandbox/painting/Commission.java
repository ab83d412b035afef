package io.github.novitagateway.sandbox.painting;

/**
 * What is to be painted.
 *
 * @param prompt what is to be seen
 * @param seed decides what the prompt leaves open
 * @param width in pixels
 * @param height in pixels
 * @param transparent whether the sky is left out
 * @param format {@code png} or {@code jpeg}
 */
public record Commission(String prompt, long seed, int width, int height, boolean transparent, String format) {}
