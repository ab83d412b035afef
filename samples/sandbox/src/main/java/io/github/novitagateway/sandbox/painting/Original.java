package io.github.novitagateway.sandbox.painting;

/**
 * A picture to start from.
 *
 * @param picture what it shows
 * @param strength how far a drawing may leave it: at 0 it stays as it is, at 1 only its shapes stay
 */
public record Original(EncodedPicture picture, double strength) {}
