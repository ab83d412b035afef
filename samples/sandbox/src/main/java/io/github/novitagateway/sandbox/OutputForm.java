package io.github.novitagateway.sandbox;

import org.jspecify.annotations.Nullable;

/** How drawings are to be handed over: the {@code extra} part of a request. */
record OutputForm(
        ImageKind kind, boolean detection, @Nullable WebhookForm webhook) {
    /** What holds when a request has no {@code extra}. */
    static final OutputForm USUAL = new OutputForm(ImageKind.PNG, false, null);

    static OutputForm read(Fields fields) {
        String type = fields.optionalOneOf("response_image_type", ImageKind.EXTENSIONS);
        ImageKind kind = type == null ? ImageKind.PNG : ImageKind.of(type);
        if (kind == ImageKind.WEBP) {
            throw ApiErrors.beyondSandbox("it draws no webp pictures; ask for response_image_type png or jpeg");
        }
        WebhookForm webhook = fields.object("webhook", WebhookForm::read);
        if (fields.raw("custom_storage") != null) {
            throw ApiErrors.badRequest(
                    "INVALID_CUSTOM_OUTPUT_PATH",
                    "limit of the sandbox: it writes to no buckets; leave extra.custom_storage out");
        }
        fields.object("enterprise_plan", plan -> plan.flag("enabled"));
        boolean detection = fields.flag("enable_nsfw_detection");
        fields.optionalInteger("nsfw_detection_level", 0, 2);
        return new OutputForm(kind, detection, webhook);
    }

    /** The media type of the drawings. */
    String mediaType() {
        return "image/" + kind.extension();
    }
}
