package io.github.novitagateway.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** One row of the model list; {@code name} has no suffix. */
record Model(int id, String name, String type, String source, String visibility, String family, boolean serving) {
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
        return new Model(id, name, "lora", "training", "private", family, serving);
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

    ObjectNode row() {
        ObjectNode row = Json.object()
                .put("id", id)
                .put("name", name)
                .put("hash_sha256", String.format("%010x", name.hashCode() & 0xffff_ffffL))
                .put("sd_name", name + SUFFIX);
        row.putObject("type").put("name", type).put("display_name", DISPLAY_NAMES.get(type));
        row.putArray("categories");
        row.put("status", serving ? 1 : 0).put("download_url", "").put("download_url_ttl", 0);
        row.putArray("tags");
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
        BaseModels.FAMILIES.forEach((name, family) -> add(models, name, "checkpoint", family));
        add(models, "add_detail_44319", "lora", BaseModels.SD_15);
        add(models, "epiNoiseoffset_v2_16576", "lora", BaseModels.SD_15);
        add(models, "offset_0.2_XL_75135", "lora", BaseModels.SDXL);
        add(models, "easynegative_8955", "textualinversion", BaseModels.SD_15);
        add(models, "vae-ft-mse-840000-ema-pruned", "vae", BaseModels.SD_15);
        return List.copyOf(models);
    }

    private static void add(List<Model> models, String name, String type, String family) {
        models.add(new Model(100_001 + models.size(), name, type, "civitai", "public", family, true));
    }
}
