package io.github.novitagateway.asset;

import io.github.novitagateway.guard.Require;
import java.util.Objects;

/**
 * A picture that has arrived at the service.
 *
 * @param id its id there
 * @param source where its bytes came from
 * @param index its place in what was given to upload, from 0; 0 for a single upload
 */
public record UploadedImage(AssetId id, ImageSource source, int index) {
    /** Checks that nothing is absent. */
    public UploadedImage {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(source, "source");
        Require.atLeast("index", index, 0);
    }
}
