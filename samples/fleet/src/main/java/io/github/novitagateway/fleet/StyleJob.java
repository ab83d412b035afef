package io.github.novitagateway.fleet;

import io.github.novitagateway.guard.Require;
import io.github.novitagateway.image.Lora;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.training.StyleExpertSettings;
import io.github.novitagateway.training.StyleTrainingRequest;
import java.net.URI;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a worker is asked for: pictures become a style, and the style draws.
 *
 * @param id of the job, 1 to 64 letters, digits, dots, underscores and hyphens; one job has it, for ever
 * @param name of the training, to which the id is added
 * @param baseModel what to train on; null for {@code v1-5-pruned-emaonly}
 * @param from where the pictures are: a folder, or the beginning of their addresses, which ends in a slash
 * @param pictures their names there, 1 to 50, each once
 * @param caption of pictures that have none of their own
 * @param captions by the name of the picture; absent reads as none
 * @param steps of the training; null leaves them to the service
 * @param prompts what to draw, 0 to 20; absent reads as none
 * @param checkpoint what to draw with; null for one of the family of Stable Diffusion 1.5
 */
record StyleJob(
        String id,
        String name,
        @Nullable String baseModel,
        String from,
        List<String> pictures,
        @Nullable String caption,
        Map<String, String> captions,
        @Nullable Integer steps,
        List<String> prompts,
        @Nullable String checkpoint) {
    private static final String DEFAULT_BASE_MODEL = "v1-5-pruned-emaonly";
    private static final String DEFAULT_CHECKPOINT = "realisticVisionV51_v51VAE_94301.safetensors";
    private static final double STRENGTH = 0.8;
    private static final int MOST_PICTURES = 50;
    private static final int MOST_PROMPTS = 20;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}");

    /** Finds what would be refused before anything is sent. */
    StyleJob {
        if (!ID.matcher(present("id", id)).matches()) {
            throw new IllegalArgumentException("id must be 1..64 letters, digits, dots, underscores and hyphens, and"
                    + " begin without a dot, but was \"" + id + "\"");
        }
        Require.label("name", present("name", name));
        Require.label("from", present("from", from));
        pictures = List.copyOf(present("pictures", pictures));
        captions = captions == null ? Map.of() : Map.copyOf(new LinkedHashMap<>(captions));
        prompts = prompts == null ? List.of() : List.copyOf(prompts);
        Require.within("pictures.size", pictures.size(), 1, MOST_PICTURES);
        Require.within("prompts.size", prompts.size(), 0, MOST_PROMPTS);
        requirePlainNames(pictures);
        requireCaptions(pictures, caption, captions);
        if (isWeb(from)) {
            requirePrefix(from);
        }
        request(id, name, baseModel, steps);
        prompts.forEach(prompt -> drawing(checkpoint, prompt, "trained"));
    }

    /** Whether the pictures are in a store that is reached by HTTP. */
    boolean isWeb() {
        return isWeb(from);
    }

    /** Under which the journal keeps its training; those of its drawings begin with it. */
    String label() {
        return "job/" + id;
    }

    /** Its name is the job's own: no other training has it. */
    StyleTrainingRequest request() {
        return request(id, name, baseModel, steps);
    }

    TextToImageRequest drawing(int number, String lora) {
        return drawing(checkpoint, prompts.get(number), lora);
    }

    String captionOf(String picture) {
        return Objects.requireNonNull(captions.getOrDefault(picture, caption), picture);
    }

    private static boolean isWeb(String from) {
        return from.startsWith("http://") || from.startsWith("https://");
    }

    private static void requirePrefix(String from) {
        URI prefix = Require.web("from", URI.create(from));
        if (!from.endsWith("/") || prefix.getUserInfo() != null || from.contains("?") || from.contains("#")) {
            throw new IllegalArgumentException(
                    "from must end in / and hold neither user, query nor fragment but was of " + prefix.getHost());
        }
    }

    private static void requirePlainNames(List<String> pictures) {
        for (int i = 0; i < pictures.size(); i++) {
            String picture = Require.label("pictures[" + i + "]", pictures.get(i));
            if (picture.contains("/") || picture.contains("\\") || picture.equals("..") || picture.equals(".")) {
                throw new IllegalArgumentException(
                        "pictures[" + i + "] must be a name without a folder but was \"" + picture + "\"");
            }
            if (pictures.indexOf(picture) < i) {
                throw new IllegalArgumentException("pictures[" + i + "] must be named once but was again " + picture);
            }
        }
    }

    private static void requireCaptions(List<String> pictures, @Nullable String caption, Map<String, String> captions) {
        for (String picture : pictures) {
            String words = captions.getOrDefault(picture, caption);
            if (words == null || words.isBlank()) {
                throw new IllegalArgumentException("captions must have one for \"" + picture
                        + "\", since there is no caption for all, but had none");
            }
            Require.codePoints("captions[" + picture + "]", words, 1, 1024);
        }
    }

    private static StyleTrainingRequest request(
            String id, String name, @Nullable String baseModel, @Nullable Integer steps) {
        StyleTrainingRequest.Builder request = StyleTrainingRequest.builder(
                        nameOf(name, id), baseModel == null ? DEFAULT_BASE_MODEL : baseModel)
                .exactName();
        if (steps != null) {
            request.expertSettings(
                    StyleExpertSettings.builder().maxTrainSteps(steps).build());
        }
        return request.build();
    }

    /** Joined, a name and an id may read like another name and another id; that it tells the id's length parts them. */
    private static String nameOf(String name, String id) {
        return name + "-" + id + "-" + HexFormat.of().toHexDigits(id.length());
    }

    private static TextToImageRequest drawing(@Nullable String checkpoint, String prompt, String lora) {
        return TextToImageRequest.builder(checkpoint == null ? DEFAULT_CHECKPOINT : checkpoint, prompt)
                .lora(Lora.of(lora, STRENGTH))
                .build();
    }

    private static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " must be given but was absent");
        }
        return value;
    }
}
