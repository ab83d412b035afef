package io.github.novitagateway.webflux.event;

/**
 * An event as it is sent, made once for all who get it.
 *
 * @param number its place in the order of all events
 * @param training the training that it is about
 * @param kind its name in the stream
 * @param topic what it is about
 * @param course whether it is a point of a course
 * @param json its content
 */
public record LoggedEvent(long number, String training, String kind, String topic, boolean course, String json) {}
