package io.github.novitagateway.training;

import io.github.novitagateway.guard.Require;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the service asks of captions and of a set of images. Docs: model-apis-create-subject-training. */
final class DatasetRules {
    private static final int LONGEST_CAPTION = 1024;

    private DatasetRules() {}

    static void checkCaption(@Nullable String caption) {
        if (caption != null) {
            Require.notBlank("caption", caption);
            Require.codePoints("caption", caption, 1, LONGEST_CAPTION);
        }
    }

    static void requireCaptions(List<? extends DatasetImage> images) {
        for (int i = 0; i < images.size(); i++) {
            if (images.get(i).caption() == null) {
                throw new IllegalArgumentException(
                        "images[" + i + "].caption must be 1.." + LONGEST_CAPTION + " code points but was absent");
            }
        }
    }

    static void checkSet(List<? extends DatasetImage> images, int fewest) {
        Require.within("images.size", images.size(), fewest, TrainingRequest.MAX_IMAGES);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < images.size(); i++) {
            DatasetImage image = Objects.requireNonNull(images.get(i), "images[" + i + "]");
            // by text: the same id as number and as string is the same picture
            if (image instanceof TrainingImage known
                    && !seen.add(known.assetId().value())) {
                throw new IllegalArgumentException(
                        "images[" + i + "].assetId must be used once but was again " + known.assetId());
            }
        }
    }
}
