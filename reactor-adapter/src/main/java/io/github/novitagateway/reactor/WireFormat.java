package io.github.novitagateway.reactor;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.image.ControlNetUnit;
import io.github.novitagateway.image.GenerationRequest;
import io.github.novitagateway.image.HiresFix.Upscaler;
import io.github.novitagateway.image.ImageToImageRequest;
import io.github.novitagateway.image.ImageToImageRequest.IpAdapter;
import io.github.novitagateway.image.OutputOptions;
import io.github.novitagateway.image.OutputOptions.AwsS3Storage;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.image.Webhook;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import io.github.novitagateway.training.ExpertSettings;
import io.github.novitagateway.training.ExpertSettings.LearningRateScheduler;
import io.github.novitagateway.training.StyleTrainingRequest;
import io.github.novitagateway.training.SubjectTrainingRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.ser.std.StdSerializer;

/** Where the request records of the core are written otherwise than by their snake-case names. */
@SuppressWarnings({"unused", "NullAway.Init"})
final class WireFormat {

    static final Map<Class<?>, Class<?>> MIXINS = Map.ofEntries(
            Map.entry(StyleTrainingRequest.class, Training.class),
            Map.entry(SubjectTrainingRequest.class, Training.class),
            Map.entry(TrainingImage.class, Item.class),
            Map.entry(TextToImageRequest.class, Drawing.class),
            Map.entry(ImageToImageRequest.class, DrawingFromImage.class),
            Map.entry(ControlNetUnit.class, Picture.class),
            Map.entry(IpAdapter.class, Picture.class),
            Map.entry(ImageFormat.class, Format.class),
            Map.entry(LearningRateScheduler.class, Word.class),
            Map.entry(Upscaler.class, Word.class));

    private WireFormat() {}

    /** The body of a drawing request: what to draw under {@code request}, what to do with it under {@code extra}. */
    record GenerationBody(@Nullable Extra extra, GenerationRequest request) {

        static GenerationBody of(GenerationRequest request) {
            OutputOptions output = request.output();
            return new GenerationBody(output == null ? null : Extra.of(output), request);
        }
    }

    record Extra(
            @Nullable ImageFormat responseImageType,
            @Nullable Webhook webhook,
            @Nullable CustomStorage customStorage,
            @Nullable EnterprisePlan enterprisePlan,
            @Nullable Boolean enableNsfwDetection,
            @Nullable Integer nsfwDetectionLevel) {

        static Extra of(OutputOptions output) {
            AwsS3Storage storage = output.customStorage();
            Boolean enterprise = output.enterprisePlan();
            return new Extra(
                    output.responseImageType(),
                    output.webhook(),
                    storage == null ? null : new CustomStorage(storage),
                    enterprise == null ? null : new EnterprisePlan(enterprise),
                    output.enableNsfwDetection(),
                    output.nsfwDetectionLevel());
        }
    }

    record CustomStorage(AwsS3Storage awsS3) {}

    record EnterprisePlan(boolean enabled) {}

    private abstract static class Training {
        @JsonProperty("image_dataset_items")
        List<TrainingImage> images;

        @JsonProperty("expert_setting")
        @Nullable
        ExpertSettings expertSettings;

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

    private abstract static class Picture {
        @JsonProperty("image_base64")
        ImageSource image;
    }

    private abstract static class DrawingFromImage {
        @JsonProperty("image_base64")
        ImageSource image;

        @JsonProperty("controlnet")
        @JsonSerialize(using = UnitsSerializer.class)
        List<ControlNetUnit> controlNetUnits;

        @JsonIgnore
        @Nullable
        OutputOptions output;
    }

    /** Units stand one level deeper than other lists. */
    private static final class UnitsSerializer extends StdSerializer<List<ControlNetUnit>> {

        UnitsSerializer() {
            super(List.class);
        }

        @Override
        public boolean isEmpty(SerializationContext context, List<ControlNetUnit> units) {
            return units.isEmpty();
        }

        @Override
        public void serialize(List<ControlNetUnit> units, JsonGenerator json, SerializationContext context) {
            json.writeStartObject();
            json.writePOJOProperty("units", units);
            json.writeEndObject();
        }
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
