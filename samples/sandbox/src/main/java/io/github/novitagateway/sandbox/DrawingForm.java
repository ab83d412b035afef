package io.github.novitagateway.sandbox;

import io.github.novitagateway.sandbox.painting.Commission;
import io.github.novitagateway.sandbox.painting.Original;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Drawings as they were asked for; reading it checks every documented rule that needs no state.
 *
 * @param width of the result, after the hires fix
 * @param height of the result, after the hires fix
 * @param seed -1 for a random one
 * @param original what img2img starts from, until it is painted; null for txt2img
 */
record DrawingForm(
        DrawingKind kind,
        String prompt,
        int width,
        int height,
        int images,
        long seed,
        List<LoraUse> loras,
        boolean transparent,
        @Nullable Original original,
        OutputForm output) {

    /** A LoRA and how strongly it is used, 0..1. */
    record LoraUse(String name, double strength) {}

    private record Size(int width, int height) {}

    private static final int LONGEST_PROMPT = 1024;
    private static final List<String> SAMPLERS = List.of(
            "Euler a",
            "Euler",
            "LMS",
            "Heun",
            "DPM2",
            "DPM2 a",
            "DPM++ 2S a",
            "DPM++ 2M",
            "DPM++ SDE",
            "DPM fast",
            "DPM adaptive",
            "LMS Karras",
            "DPM2 Karras",
            "DPM2 a Karras",
            "DPM++ 2S a Karras",
            "DPM++ 2M Karras",
            "DPM++ SDE Karras",
            "DDIM",
            "PLMS",
            "UniPC");
    private static final List<String> UPSCALERS = List.of("RealESRGAN_x4plus_anime_6B", "RealESRNet_x4plus", "Latent");

    static DrawingForm read(DrawingKind kind, JsonNode body) {
        return Fields.read(body, "Async" + kind.requestName(), fields -> {
            JsonNode request = fields.raw("request");
            if (request == null) {
                throw ApiErrors.malformed("invalid " + fields.path("request") + ": value is required");
            }
            OutputForm output = fields.object("extra", OutputForm::read);
            OutputForm wanted = output == null ? OutputForm.USUAL : output;
            return Fields.read(request, kind.requestName(), parts -> read(kind, parts, wanted));
        });
    }

    /** One of the pictures: the one with this seed. */
    Commission commission(long pictureSeed) {
        return new Commission(
                prompt, pictureSeed, width, height, transparent, output.kind().extension(), original);
    }

    DrawingForm withoutOriginal() {
        return new DrawingForm(kind, prompt, width, height, images, seed, loras, transparent, null, output);
    }

    private static DrawingForm read(DrawingKind kind, Fields fields, OutputForm output) {
        checkCheckpoint(fields);
        String prompt = fields.text("prompt", 1, LONGEST_PROMPT);
        Size size = new Size((int) fields.integer("width", 128, 2048), (int) fields.integer("height", 128, 2048));
        int images = (int) fields.integer("image_num", 1, 8);
        Long seed = fields.optionalInteger("seed", -1, Long.MAX_VALUE);
        List<LoraUse> loras = fields.list("loras", 0, 5, DrawingForm::lora);
        checkRefinements(fields);
        boolean fromText = kind == DrawingKind.TXT2IMG;
        Original original = fromText ? null : OriginalForm.read(fields);
        boolean transparent = fromText && isTransparent(fields, output);
        Size result = fromText ? enlarged(fields, size) : size;
        return new DrawingForm(
                kind,
                prompt,
                result.width(),
                result.height(),
                images,
                seed == null ? -1 : seed,
                loras,
                transparent,
                original,
                output);
    }

    private static void checkCheckpoint(Fields fields) {
        String name = fields.text("model_name", 1, Integer.MAX_VALUE);
        if (!name.endsWith(Model.SUFFIX)) {
            throw fields.invalid(
                    "model_name", "value must end in " + Model.SUFFIX + " but was \"" + Json.excerpt(name) + "\"");
        }
    }

    /** What makes no difference to the sandbox's drawings. */
    private static void checkRefinements(Fields fields) {
        fields.optionalText("negative_prompt", 0, LONGEST_PROMPT);
        fields.integer("steps", 1, 100);
        fields.number("guidance_scale", 1, 30);
        fields.oneOf("sampler_name", SAMPLERS);
        fields.list("embeddings", 0, 5, embedding -> embedding.text("model_name", 0, Integer.MAX_VALUE));
        fields.optionalText("sd_vae", 0, Integer.MAX_VALUE);
        fields.optionalInteger("clip_skip", 1, 12);
        fields.object("refiner", DrawingForm::switchAt);
    }

    private static boolean isTransparent(Fields fields, OutputForm output) {
        boolean transparent = fields.flag("enable_transparent_background");
        if (transparent && output.kind() != ImageKind.PNG) {
            throw fields.invalid("enable_transparent_background", "only png pictures can be transparent");
        }
        return transparent;
    }

    private static Size enlarged(Fields fields, Size size) {
        fields.flag("restore_faces");
        Size enlarged = fields.object("hires_fix", DrawingForm::hiresFix);
        return enlarged == null ? size : enlarged;
    }

    private static LoraUse lora(Fields lora) {
        String name = lora.text("model_name", 1, Integer.MAX_VALUE);
        @Nullable Double strength = lora.optionalNumber("strength", 0, 1);
        return new LoraUse(name, strength == null ? 1 : strength);
    }

    private static Boolean switchAt(Fields refiner) {
        refiner.optionalNumber("switch_at", 0, 1);
        return true;
    }

    private static Size hiresFix(Fields fix) {
        int width = (int) fix.integer("target_width", 128, 4096);
        int height = (int) fix.integer("target_height", 128, 4096);
        fix.optionalNumber("strength", 0, 1);
        fix.optionalOneOf("upscaler", UPSCALERS);
        return new Size(width, height);
    }
}
