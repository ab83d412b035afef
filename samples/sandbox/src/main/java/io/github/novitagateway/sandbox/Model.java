package io.github.novitagateway.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One model of the list.
 *
 * @param name without the suffix
 * @param tag what it is good for; empty when nothing is known
 */
record Model(
        int id,
        String name,
        String type,
        String source,
        String visibility,
        String family,
        String tag,
        boolean inpainting,
        boolean serving) {

    static final String SUFFIX = ".safetensors";
    static final List<String> TYPES =
            List.of("checkpoint", "lora", "vae", "controlnet", "upscaler", "textualinversion");

    private static final Map<String, String> DISPLAY_NAMES = Map.of(
            "checkpoint", "Checkpoint",
            "lora", "Lora",
            "vae", "VAE",
            "controlnet", "ControlNet",
            "upscaler", "Upscaler",
            "textualinversion", "Textual Inversion");

    /** What everybody can draw with. */
    static final List<Model> PUBLIC = publicModels();

    static Model trained(int id, String name, String baseModel, boolean serving) {
        String family = BaseModels.FAMILIES.getOrDefault(baseModel, BaseModels.SD_15);
        return new Model(id, name, "lora", "training", "private", family, "", false, serving);
    }

    static String withoutSuffix(String name) {
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    static boolean isPublicLora(String name) {
        return PUBLIC.stream().anyMatch(m -> m.type().equals("lora") && m.name().equals(name));
    }

    boolean isSdxl() {
        return family.equals(BaseModels.SDXL);
    }

    boolean isOwn() {
        return visibility.equals("private");
    }

    /** Whether a text is found in its name or tag, in any case. */
    boolean mentions(String text) {
        String sought = text.toLowerCase(Locale.ROOT);
        return (name + SUFFIX).toLowerCase(Locale.ROOT).contains(sought) || tag.contains(sought);
    }

    /** Its row in the list; the account's own models can be fetched by a link. */
    ObjectNode row(String downloadUrl) {
        ObjectNode row = Json.object()
                .put("id", id)
                .put("name", name)
                .put("hash_sha256", String.format("%010x", name.hashCode() & 0xffff_ffffL))
                .put("sd_name", name + SUFFIX);
        row.putObject("type").put("name", type).put("display_name", DISPLAY_NAMES.get(type));
        row.putArray("categories");
        row.put("status", serving ? 1 : 0).put("download_url", downloadUrl);
        row.put("download_url_ttl", downloadUrl.isEmpty() ? 0 : ModelFiles.LINK_LIFETIME.toSeconds());
        ArrayNode tags = row.putArray("tags");
        if (!tag.isEmpty()) {
            tags.add(tag);
        }
        return row.put("cover_url", "")
                .put("source", source)
                .put("base_model", family)
                .put("base_model_type", "Standard")
                .put("sd_name_in_api", type.equals("checkpoint") ? name + SUFFIX : name)
                .put("is_sdxl", isSdxl())
                .put("visibility", visibility);
    }

    private static List<Model> publicModels() {
        List<Model> models = new ArrayList<>();
        BaseModels.FAMILIES.forEach((name, family) -> add(models, name, "checkpoint", family, "", false));
        add(models, "realisticVisionV40_v40VAE-inpainting_81543", "checkpoint", BaseModels.SD_15, "photo", true);
        add(models, "add_detail_44319", "lora", BaseModels.SD_15, "detail", false);
        add(models, "epiNoiseoffset_v2_16576", "lora", BaseModels.SD_15, "contrast", false);
        add(models, "offset_0.2_XL_75135", "lora", BaseModels.SDXL, "contrast", false);
        add(models, "easynegative_8955", "textualinversion", BaseModels.SD_15, "negative", false);
        add(models, "vae-ft-mse-840000-ema-pruned", "vae", BaseModels.SD_15, "", false);
        return List.copyOf(models);
    }

    private static void add(
            List<Model> models, String name, String type, String family, String tag, boolean inpainting) {
        int id = 100_001 + models.size();
        models.add(new Model(id, name, type, "civitai", "public", family, tag, inpainting, true));
    }
}
