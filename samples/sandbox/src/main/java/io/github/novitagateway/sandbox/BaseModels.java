package io.github.novitagateway.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;

/** The checkpoints that a style or a subject can be trained on. */
final class BaseModels {
    static final String SD_15 = "SD 1.5";
    static final String SDXL = "SDXL 1.0";

    /** Name to family. */
    static final Map<String, String> FAMILIES = families();

    private BaseModels() {}

    private static Map<String, String> families() {
        Map<String, String> families = new LinkedHashMap<>();
        families.put("stable-diffusion-xl-base-1.0", SDXL);
        families.put("dreamshaperXL09Alpha_alpha2Xl10_91562", SDXL);
        families.put("protovisionXLHighFidelity3D_release0630Bakedvae_154359", SDXL);
        families.put("v1-5-pruned-emaonly", SD_15);
        families.put("epicrealism_naturalSin_121250", SD_15);
        families.put("chilloutmix_NiPrunedFp32Fix", SD_15);
        families.put("abyssorangemix3AOM3_aom3a3_10864", SD_15);
        families.put("dreamshaper_8_93211", SD_15);
        families.put("WFChild_v1.0", SD_15);
        families.put("majichenmixrealistic_v10", SD_15);
        families.put("realisticVisionV51_v51VAE_94301", SD_15);
        families.put("sdxlUnstableDiffusers_v11_216694", SDXL);
        families.put("realisticVisionV40_v40VAE_81510", SD_15);
        families.put("epicrealismXL_v10_247189", SDXL);
        families.put("somboy_v10_172675", SD_15);
        families.put("yesmixXL_v10_283329", SDXL);
        families.put("animagineXLV31_v31_325600", SDXL);
        return families;
    }
}
