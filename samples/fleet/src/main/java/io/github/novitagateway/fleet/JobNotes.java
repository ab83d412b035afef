package io.github.novitagateway.fleet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is said about a job from now on, as fields of its hash. */
final class JobNotes {
    private static final int LONGEST_REASON = 500;

    private final List<String> fields = new ArrayList<>();

    private JobNotes() {}

    static JobNotes none() {
        return new JobNotes();
    }

    static JobNotes of(JobState state) {
        return new JobNotes().with("state", state.word());
    }

    JobNotes with(String field, Object value) {
        fields.addAll(Arrays.asList(field, value.toString()));
        return this;
    }

    JobNotes reason(String value) {
        return with("reason", value.length() > LONGEST_REASON ? value.substring(0, LONGEST_REASON) : value);
    }

    List<String> fields() {
        return List.copyOf(fields);
    }
}
