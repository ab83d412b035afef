package io.github.novitagateway.sandbox;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a training learns. */
enum TrainingKind {
    STYLE,
    SUBJECT;

    /** The words of the wire. */
    static final List<String> WORDS =
            Arrays.stream(values()).map(TrainingKind::word).toList();

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How messages call the body of a submit. */
    String requestName() {
        return this == STYLE ? "CreateStyleTrainingRequest" : "CreateSubjectTrainingRequest";
    }
}
