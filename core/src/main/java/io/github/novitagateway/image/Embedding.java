package io.github.novitagateway.image;

import io.github.novitagateway.guard.Require;

/**
 * A textual inversion to draw with. Docs: model-apis-txt2img.
 *
 * @param modelName its name in the API; not blank
 */
public record Embedding(String modelName) {
    /** Checks the name. */
    public Embedding {
        Require.label("embedding.modelName", modelName);
    }

    /**
     * A textual inversion.
     *
     * @param modelName its name in the API
     * @return the embedding
     */
    public static Embedding of(String modelName) {
        return new Embedding(modelName);
    }
}
