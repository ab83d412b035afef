package io.github.novitagateway.runner;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside a drawing in the journal.
 *
 * @param prompt what is drawn
 * @param checkpoint what it is drawn with
 * @param trained the model that draws
 */
record DrawingLabel(String prompt, String checkpoint, Trained trained) {
    DrawingLabel {
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(checkpoint, "checkpoint");
        Objects.requireNonNull(trained, "trained");
    }

    static DrawingLabel parse(@Nullable String text) {
        return LabelText.parse(text, DrawingLabel.class);
    }

    String text() {
        return LabelText.of(this);
    }
}
