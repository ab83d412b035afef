package io.github.novitagateway.fleet;

import java.util.Map;

/**
 * What everybody may see of a job.
 *
 * @param node which works on it; empty while none does
 * @param tries how often it was taken
 * @param percent of the training, 0 to 100
 * @param drawings whose files are there
 * @param of how many drawings are wished
 * @param reason why it is not done; empty where all goes well
 */
record JobView(
        String id,
        String name,
        JobState state,
        String node,
        int tries,
        int percent,
        int drawings,
        int of,
        String reason) {

    static JobView of(Map<String, String> fields) {
        return new JobView(
                fields.getOrDefault("id", ""),
                fields.getOrDefault("name", ""),
                state(fields.getOrDefault("state", "")),
                fields.getOrDefault("node", ""),
                number(fields, "tries"),
                number(fields, "percent"),
                number(fields, "drawings"),
                number(fields, "of"),
                fields.getOrDefault("reason", ""));
    }

    private static JobState state(String word) {
        return word.isEmpty() ? JobState.QUEUED : JobState.of(word);
    }

    private static int number(Map<String, String> fields, String field) {
        String text = fields.getOrDefault(field, "");
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }
}
