package io.github.novitagateway.image;

import java.util.List;

/** The samplers that the documentation lists; other names may be sent. Docs: model-apis-txt2img. */
public final class Samplers {
    /** {@code Euler a}. */
    public static final String EULER_A = "Euler a";

    /** {@code Euler}. */
    public static final String EULER = "Euler";

    /** {@code LMS}. */
    public static final String LMS = "LMS";

    /** {@code Heun}. */
    public static final String HEUN = "Heun";

    /** {@code DPM2}. */
    public static final String DPM2 = "DPM2";

    /** {@code DPM2 a}. */
    public static final String DPM2_A = "DPM2 a";

    /** {@code DPM++ 2S a}. */
    public static final String DPM_PP_2S_A = "DPM++ 2S a";

    /** {@code DPM++ 2M}. */
    public static final String DPM_PP_2M = "DPM++ 2M";

    /** {@code DPM++ SDE}. */
    public static final String DPM_PP_SDE = "DPM++ SDE";

    /** {@code DPM fast}. */
    public static final String DPM_FAST = "DPM fast";

    /** {@code DPM adaptive}. */
    public static final String DPM_ADAPTIVE = "DPM adaptive";

    /** {@code LMS Karras}. */
    public static final String LMS_KARRAS = "LMS Karras";

    /** {@code DPM2 Karras}. */
    public static final String DPM2_KARRAS = "DPM2 Karras";

    /** {@code DPM2 a Karras}. */
    public static final String DPM2_A_KARRAS = "DPM2 a Karras";

    /** {@code DPM++ 2S a Karras}. */
    public static final String DPM_PP_2S_A_KARRAS = "DPM++ 2S a Karras";

    /** {@code DPM++ 2M Karras}. */
    public static final String DPM_PP_2M_KARRAS = "DPM++ 2M Karras";

    /** {@code DPM++ SDE Karras}. */
    public static final String DPM_PP_SDE_KARRAS = "DPM++ SDE Karras";

    /** {@code DDIM}. */
    public static final String DDIM = "DDIM";

    /** {@code PLMS}. */
    public static final String PLMS = "PLMS";

    /** {@code UniPC}. */
    public static final String UNIPC = "UniPC";

    private Samplers() {}

    /** {@return all 20, in the order of the documentation} */
    public static List<String> all() {
        return List.of(
                EULER_A,
                EULER,
                LMS,
                HEUN,
                DPM2,
                DPM2_A,
                DPM_PP_2S_A,
                DPM_PP_2M,
                DPM_PP_SDE,
                DPM_FAST,
                DPM_ADAPTIVE,
                LMS_KARRAS,
                DPM2_KARRAS,
                DPM2_A_KARRAS,
                DPM_PP_2S_A_KARRAS,
                DPM_PP_2M_KARRAS,
                DPM_PP_SDE_KARRAS,
                DDIM,
                PLMS,
                UNIPC);
    }
}
