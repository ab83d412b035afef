package io.github.novitagateway.image;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.guard.BoundException;
import io.github.novitagateway.guard.Require;
import io.github.novitagateway.image.GenerationRequest.Embedding;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ranges that every kind of drawing has. Docs: model-apis-txt2img, model-apis-img2img. */
final class GenerationRules {
    private static final int LONGEST_PROMPT = 1024;
    private static final int MOST_LORAS = 5;
    private static final int MOST_EMBEDDINGS = 5;

    private GenerationRules() {}

    static void checkPrompts(String modelName, String prompt, @Nullable String negativePrompt) {
        Require.label("modelName", modelName);
        Require.codePoints("prompt", Objects.requireNonNull(prompt, "prompt"), 1, LONGEST_PROMPT);
        Require.codePoints("negativePrompt", negativePrompt, 1, LONGEST_PROMPT);
    }

    static void checkSize(int width, int height) {
        Require.within("width", width, 128, 2048);
        Require.within("height", height, 128, 2048);
    }

    static void checkSampling(
            int imageNum, int steps, String samplerName, @Nullable Long seed, @Nullable Integer clipSkip) {
        Require.within("imageNum", imageNum, 1, 8);
        Require.within("steps", steps, 1, 100);
        Require.label("samplerName", samplerName);
        if (seed != null) {
            Require.atLeast("seed", seed, -1);
        }
        if (clipSkip != null) {
            Require.within("clipSkip", clipSkip, 1, 12);
        }
    }

    static BigDecimal guidanceScale(BigDecimal value) {
        return Require.within("guidanceScale", value, 1, 30);
    }

    static List<Lora> loras(List<Lora> loras) {
        List<Lora> copy = List.copyOf(Objects.requireNonNull(loras, "loras"));
        Require.within("loras.size", copy.size(), 0, MOST_LORAS);
        Set<String> names = new HashSet<>();
        for (Lora lora : copy) {
            if (!names.add(lora.modelName())) {
                throw new BoundException("loras.modelName", "named once", "again " + lora.modelName());
            }
        }
        return copy;
    }

    static List<Embedding> embeddings(List<Embedding> embeddings) {
        List<Embedding> copy = List.copyOf(Objects.requireNonNull(embeddings, "embeddings"));
        Require.within("embeddings.size", copy.size(), 0, MOST_EMBEDDINGS);
        return copy;
    }

    static void requirePng(@Nullable OutputOptions output) {
        // the service's own default is PNG
        ImageFormat format = output == null ? null : output.responseImageType();
        if (format != null && format != ImageFormat.PNG) {
            throw new BoundException(
                    "output.responseImageType", "PNG with a transparent background", String.valueOf(format));
        }
    }
}
