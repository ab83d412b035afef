package io.github.novitagateway.training;

import java.util.List;

/**
 * The checkpoints that the documentation lists to train on; other names may be sent. They stand here without file
 * suffix, as trainings want them. Docs: model-apis-create-style-training.
 */
public final class BaseModels {
    /** SDXL, the general one. */
    public static final String STABLE_DIFFUSION_XL_BASE_1_0 = "stable-diffusion-xl-base-1.0";

    /** DreamShaper XL 0.9 alpha. */
    public static final String DREAMSHAPER_XL_09_ALPHA = "dreamshaperXL09Alpha_alpha2Xl10_91562";

    /** ProtoVision XL, high fidelity 3D. */
    public static final String PROTOVISION_XL_HIGH_FIDELITY_3D =
            "protovisionXLHighFidelity3D_release0630Bakedvae_154359";

    /** Stable Diffusion 1.5, which the docs call the most general one. */
    public static final String V1_5_PRUNED_EMAONLY = "v1-5-pruned-emaonly";

    /** epiCRealism, natural sin. */
    public static final String EPICREALISM_NATURAL_SIN = "epicrealism_naturalSin_121250";

    /** ChilloutMix Ni. */
    public static final String CHILLOUTMIX_NI_PRUNED_FP32_FIX = "chilloutmix_NiPrunedFp32Fix";

    /** AbyssOrangeMix3, A3. */
    public static final String ABYSSORANGEMIX3_AOM3A3 = "abyssorangemix3AOM3_aom3a3_10864";

    /** DreamShaper 8. */
    public static final String DREAMSHAPER_8 = "dreamshaper_8_93211";

    /** WFChild 1.0. */
    public static final String WF_CHILD_V1_0 = "WFChild_v1.0";

    /** MajichenMix realistic 1.0. */
    public static final String MAJICHENMIX_REALISTIC_V10 = "majichenmixrealistic_v10";

    /** Realistic Vision 5.1. */
    public static final String REALISTIC_VISION_V51 = "realisticVisionV51_v51VAE_94301";

    /** SDXL Unstable Diffusers 11. */
    public static final String SDXL_UNSTABLE_DIFFUSERS_V11 = "sdxlUnstableDiffusers_v11_216694";

    /** Realistic Vision 4.0. */
    public static final String REALISTIC_VISION_V40 = "realisticVisionV40_v40VAE_81510";

    /** epiCRealism XL 1.0. */
    public static final String EPICREALISM_XL_V10 = "epicrealismXL_v10_247189";

    /** SomBoy 1.0. */
    public static final String SOMBOY_V10 = "somboy_v10_172675";

    /** YesMix XL 1.0. */
    public static final String YESMIX_XL_V10 = "yesmixXL_v10_283329";

    /** Animagine XL 3.1. */
    public static final String ANIMAGINE_XL_V31 = "animagineXLV31_v31_325600";

    private BaseModels() {}

    /** {@return all 17, in the order of the documentation} */
    public static List<String> all() {
        return List.of(
                STABLE_DIFFUSION_XL_BASE_1_0,
                DREAMSHAPER_XL_09_ALPHA,
                PROTOVISION_XL_HIGH_FIDELITY_3D,
                V1_5_PRUNED_EMAONLY,
                EPICREALISM_NATURAL_SIN,
                CHILLOUTMIX_NI_PRUNED_FP32_FIX,
                ABYSSORANGEMIX3_AOM3A3,
                DREAMSHAPER_8,
                WF_CHILD_V1_0,
                MAJICHENMIX_REALISTIC_V10,
                REALISTIC_VISION_V51,
                SDXL_UNSTABLE_DIFFUSERS_V11,
                REALISTIC_VISION_V40,
                EPICREALISM_XL_V10,
                SOMBOY_V10,
                YESMIX_XL_V10,
                ANIMAGINE_XL_V31);
    }
}
