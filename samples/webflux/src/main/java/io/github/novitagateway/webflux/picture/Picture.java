package io.github.novitagateway.webflux.picture;

/**
 * A picture of a training.
 *
 * @param file name of its file in the folder of the training
 * @param name what the browser called it
 * @param caption what it shows
 * @param mediaType by its first bytes
 * @param bytes its size
 */
public record Picture(String file, String name, String caption, String mediaType, long bytes) {

    Picture captioned(String words) {
        return new Picture(file, name, words, mediaType, bytes);
    }
}
