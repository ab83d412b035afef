package io.github.novitagateway.reactor;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.image.HiresFix.Upscaler;
import io.github.novitagateway.image.OutputOptions;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import io.github.novitagateway.training.LearningRateScheduler;
import io.github.novitagateway.training.StyleExpertSettings;
import io.github.novitagateway.training.StyleTrainingRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a request record of the core is written otherwise than by its snake-case names. */
@SuppressWarnings({"unused", "NullAway.Init"})
final class WireMixins {

    static final Map<Class<?>, Class<?>> ALL = Map.of(
            StyleTrainingRequest.class, Training.class,
            TrainingImage.class, Item.class,
            TextToImageRequest.class, Drawing.class,
            ImageFormat.class, Format.class,
            LearningRateScheduler.class, Word.class,
            Upscaler.class, Word.class);

    private WireMixins() {}

    private abstract static class Training {
        @JsonProperty("image_dataset_items")
        List<TrainingImage> images;

        @JsonProperty("expert_setting")
        @Nullable
        StyleExpertSettings expertSettings;

        @JsonIgnore
        boolean exactName;
    }

    private abstract static class Item {
        @JsonProperty("assets_id")
        AssetId assetId;
    }

    private abstract static class Drawing {
        @JsonIgnore
        @Nullable
        OutputOptions output;
    }

    private abstract static class Format {
        @JsonValue
        abstract String extension();
    }

    private abstract static class Word {
        @JsonValue
        String value;
    }
}
