package io.github.novitagateway.sandbox;

import io.github.novitagateway.sandbox.painting.EncodedPicture;
import java.awt.Dimension;
import java.util.Arrays;
import java.util.Base64;

/** A picture that stands in a request, as plain base64. */
final class PictureField {
    private static final String NAME = "image_base64";
    private static final int MOST_BYTES = 10_000_000;
    private static final int MOST_PIXELS = 16_000_000;

    private PictureField() {}

    static EncodedPicture read(Fields fields) {
        byte[] content = decoded(fields);
        if (content.length > MOST_BYTES) {
            throw refusal(
                    fields,
                    "IMAGE_FILE_EXCEEDS_MAX_SIZE",
                    "must have at most " + MOST_BYTES + " bytes but had " + content.length);
        }
        EncodedPicture picture = new EncodedPicture(content);
        Dimension size = picture.size();
        if (size == null || Arrays.stream(ImageKind.values()).noneMatch(kind -> kind.matches(content))) {
            throw refusal(fields, "INVALID_IMAGE_FORMAT", "must be a picture in one of " + ImageKind.EXTENSIONS);
        }
        if ((long) size.width * size.height > MOST_PIXELS) {
            throw refusal(
                    fields,
                    "IMAGE_EXCEEDS_MAX_RESOLUTION",
                    "must have at most " + MOST_PIXELS + " pixels but had " + size.width + "x" + size.height);
        }
        return picture;
    }

    private static byte[] decoded(Fields fields) {
        String text = fields.text(NAME, 1, Integer.MAX_VALUE);
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw fields.invalid(
                    NAME,
                    text.startsWith("data:")
                            ? "value must be plain base64, without a data: prefix"
                            : "value must be base64: " + e.getMessage());
        }
    }

    private static Refusal refusal(Fields fields, String reason, String rule) {
        return ApiErrors.badRequest(reason, fields.path(NAME) + " " + rule);
    }
}
