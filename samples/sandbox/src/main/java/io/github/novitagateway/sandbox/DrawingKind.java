package io.github.novitagateway.sandbox;

import java.util.Locale;

/** What a drawing is made from. */
enum DrawingKind {
    TXT2IMG("TXT_TO_IMG", "Txt2ImgRequest"),
    IMG2IMG("IMG_TO_IMG", "Img2ImgRequest");

    private final String taskType;
    private final String requestName;

    DrawingKind(String taskType, String requestName) {
        this.taskType = taskType;
        this.requestName = requestName;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How the answer calls it. */
    String taskType() {
        return taskType;
    }

    /** How messages call the inner part of a submit. */
    String requestName() {
        return requestName;
    }
}
