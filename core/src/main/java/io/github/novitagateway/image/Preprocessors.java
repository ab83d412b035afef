package io.github.novitagateway.image;

import java.util.List;

/**
 * What ControlNet can read out of a picture, as the documentation lists it; other names may be sent. Docs:
 * model-apis-img2img.
 */
public final class Preprocessors {
    /** {@code scribble_hed}. */
    public static final String SCRIBBLE_HED = "scribble_hed";

    /** {@code softedge_hed}. */
    public static final String SOFTEDGE_HED = "softedge_hed";

    /** {@code scribble_hedsafe}. */
    public static final String SCRIBBLE_HEDSAFE = "scribble_hedsafe";

    /** {@code softedge_hedsafe}. */
    public static final String SOFTEDGE_HEDSAFE = "softedge_hedsafe";

    /** {@code depth_midas}. */
    public static final String DEPTH_MIDAS = "depth_midas";

    /** {@code mlsd}. */
    public static final String MLSD = "mlsd";

    /** {@code openpose}. */
    public static final String OPENPOSE = "openpose";

    /** {@code openpose_face}. */
    public static final String OPENPOSE_FACE = "openpose_face";

    /** {@code openpose_faceonly}. */
    public static final String OPENPOSE_FACEONLY = "openpose_faceonly";

    /** {@code openpose_full}. */
    public static final String OPENPOSE_FULL = "openpose_full";

    /** {@code openpose_hand}. */
    public static final String OPENPOSE_HAND = "openpose_hand";

    /** {@code dwpose}. */
    public static final String DWPOSE = "dwpose";

    /** {@code scribble_pidinet}. */
    public static final String SCRIBBLE_PIDINET = "scribble_pidinet";

    /** {@code softedge_pidinet}. */
    public static final String SOFTEDGE_PIDINET = "softedge_pidinet";

    /** {@code scribble_pidsafe}. */
    public static final String SCRIBBLE_PIDSAFE = "scribble_pidsafe";

    /** {@code softedge_pidsafe}. */
    public static final String SOFTEDGE_PIDSAFE = "softedge_pidsafe";

    /** {@code normal_bae}. */
    public static final String NORMAL_BAE = "normal_bae";

    /** {@code lineart_coarse}. */
    public static final String LINEART_COARSE = "lineart_coarse";

    /** {@code lineart_realistic}. */
    public static final String LINEART_REALISTIC = "lineart_realistic";

    /** {@code lineart_anime}. */
    public static final String LINEART_ANIME = "lineart_anime";

    /** {@code lineart}. */
    public static final String LINEART = "lineart";

    /** {@code depth_zoe}. */
    public static final String DEPTH_ZOE = "depth_zoe";

    /** {@code shuffle}. */
    public static final String SHUFFLE = "shuffle";

    /** {@code mediapipe_face}. */
    public static final String MEDIAPIPE_FACE = "mediapipe_face";

    /** {@code canny}. */
    public static final String CANNY = "canny";

    /** {@code depth}. */
    public static final String DEPTH = "depth";

    /** {@code depth_leres}. */
    public static final String DEPTH_LERES = "depth_leres";

    /** {@code depth_leres++}. */
    public static final String DEPTH_LERES_PLUS_PLUS = "depth_leres++";

    private Preprocessors() {}

    /** {@return all 28, in the order of the documentation} */
    public static List<String> all() {
        return List.of(
                SCRIBBLE_HED,
                SOFTEDGE_HED,
                SCRIBBLE_HEDSAFE,
                SOFTEDGE_HEDSAFE,
                DEPTH_MIDAS,
                MLSD,
                OPENPOSE,
                OPENPOSE_FACE,
                OPENPOSE_FACEONLY,
                OPENPOSE_FULL,
                OPENPOSE_HAND,
                DWPOSE,
                SCRIBBLE_PIDINET,
                SOFTEDGE_PIDINET,
                SCRIBBLE_PIDSAFE,
                SOFTEDGE_PIDSAFE,
                NORMAL_BAE,
                LINEART_COARSE,
                LINEART_REALISTIC,
                LINEART_ANIME,
                LINEART,
                DEPTH_ZOE,
                SHUFFLE,
                MEDIAPIPE_FACE,
                CANNY,
                DEPTH,
                DEPTH_LERES,
                DEPTH_LERES_PLUS_PLUS);
    }
}
