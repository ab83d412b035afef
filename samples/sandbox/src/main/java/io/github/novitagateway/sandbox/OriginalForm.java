package io.github.novitagateway.sandbox;

import io.github.novitagateway.sandbox.painting.EncodedPicture;
import io.github.novitagateway.sandbox.painting.Original;
import java.util.List;

/** What img2img asks for beyond txt2img: the picture to start from, and others to be guided by. */
final class OriginalForm {
    private static final double USUAL_STRENGTH = 0.5;
    private static final List<String> ADAPTERS = List.of("ip-adapter_sd15.bin", "ip-adapter_sdxl.bin");
    private static final List<String> PREPROCESSORS = List.of(
            "scribble_hed",
            "softedge_hed",
            "scribble_hedsafe",
            "softedge_hedsafe",
            "depth_midas",
            "mlsd",
            "openpose",
            "openpose_face",
            "openpose_faceonly",
            "openpose_full",
            "openpose_hand",
            "dwpose",
            "scribble_pidinet",
            "softedge_pidinet",
            "scribble_pidsafe",
            "softedge_pidsafe",
            "normal_bae",
            "lineart_coarse",
            "lineart_realistic",
            "lineart_anime",
            "lineart",
            "depth_zoe",
            "shuffle",
            "mediapipe_face",
            "canny",
            "depth",
            "depth_leres",
            "depth_leres++");

    private OriginalForm() {}

    /** Only the picture itself makes a difference to the sandbox's drawings; its guides are checked. */
    static Original read(Fields fields) {
        EncodedPicture picture = PictureField.read(fields);
        Double strength = fields.optionalNumber("strength", 0, 1);
        fields.object("controlnet", controlnet -> controlnet.list("units", 0, Integer.MAX_VALUE, OriginalForm::unit));
        fields.list("ip_adapters", 0, 1, OriginalForm::adapter);
        return new Original(picture, strength == null ? USUAL_STRENGTH : strength);
    }

    private static EncodedPicture unit(Fields unit) {
        unit.text("model_name", 1, Integer.MAX_VALUE);
        unit.optionalNumber("strength", 0, 1);
        unit.optionalOneOf("preprocessor", PREPROCESSORS);
        unit.optionalNumber("guidance_start", 0, 1);
        unit.optionalNumber("guidance_end", 0, 1);
        return PictureField.read(unit);
    }

    private static EncodedPicture adapter(Fields adapter) {
        adapter.oneOf("model_name", ADAPTERS);
        adapter.optionalNumber("strength", 0, 1);
        return PictureField.read(adapter);
    }
}
