package io.github.novitagateway.fleet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Jobs for the demo: each learns from six of the sample pictures, and draws two. */
final class DemoJobs {
    private static final int PICTURES = 6;
    private static final List<String> PROMPTS = List.of(
            "inkwash style, a lighthouse above a calm bay at sunset",
            "inkwash style, misty mountains behind a pine forest");

    private DemoJobs() {}

    static List<StyleJob> of(int number, Path folder) {
        List<StyleJob> jobs = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            jobs.add(new StyleJob(
                    String.format(Locale.ROOT, "job-%02d", i + 1),
                    "inkwash",
                    null,
                    folder.toString(),
                    pictures(i),
                    "inkwash style",
                    Map.of(),
                    null,
                    PROMPTS,
                    null));
        }
        return jobs;
    }

    private static List<String> pictures(int first) {
        List<String> pictures = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            pictures.add(SamplePictures.NAMES.get((first + i) % SamplePictures.NAMES.size()));
        }
        return pictures;
    }
}
