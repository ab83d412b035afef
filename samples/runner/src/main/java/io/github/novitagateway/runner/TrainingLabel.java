package io.github.novitagateway.runner;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside a training in the journal.
 *
 * @param request what was asked for
 * @param uploadingSince when the start of the program that asked for it began with its pictures
 */
record TrainingLabel(Essentials request, Instant uploadingSince) {

    /**
     * What makes two requests the same one.
     *
     * @param name of the training as the user gave it
     * @param baseModel what is trained on
     * @param width of the training images
     * @param height of the training images
     * @param steps of the training; null when left to the service
     * @param instancePrompt of a subject training; null for the training of a style
     * @param pictures names of the picture files
     * @param fingerprints of pictures and captions, by the names of the files; null where an earlier version of the
     *     program asked, which did not look
     */
    record Essentials(
            String name,
            String baseModel,
            int width,
            int height,
            @Nullable Integer steps,
            @Nullable String instancePrompt,
            List<String> pictures,
            @Nullable Map<String, Fingerprint> fingerprints) {
        Essentials {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(baseModel, "baseModel");
            pictures = List.copyOf(pictures);
            fingerprints = fingerprints == null ? null : Map.copyOf(fingerprints);
        }

        /** In what another request differs; null when it is the same. */
        @Nullable
        String differenceFrom(Essentials other) {
            if (!pictures.equals(other.pictures)) {
                return "its pictures differ (" + pictures.size() + " then, " + other.pictures.size() + " now)";
            }
            if (!unread().equals(other.unread())) {
                return "it trains " + words() + ", not " + other.words();
            }
            return fingerprints == null || other.fingerprints == null
                    ? null
                    : difference(fingerprints, other.fingerprints);
        }

        private Essentials unread() {
            return new Essentials(name, baseModel, width, height, steps, instancePrompt, pictures, null);
        }

        private @Nullable String difference(Map<String, Fingerprint> then, Map<String, Fingerprint> now) {
            for (String picture : pictures) {
                Fingerprint before = then.get(picture);
                Fingerprint after = now.get(picture);
                if (before != null && after != null && !before.equals(after)) {
                    String changed = before.picture().equals(after.picture()) ? "caption of " : "picture ";
                    return "its " + changed + picture + " was another one";
                }
            }
            return null;
        }

        private String words() {
            return "\"" + name + "\" on " + baseModel + " at " + width + " x " + height
                    + (steps == null ? "" : " in " + steps + " steps");
        }
    }

    TrainingLabel {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(uploadingSince, "uploadingSince");
    }

    static TrainingLabel parse(@Nullable String text) {
        return LabelText.parse(text, TrainingLabel.class);
    }

    String text() {
        return LabelText.of(this);
    }
}
