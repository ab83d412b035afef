package io.github.novitagateway.sandbox;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Every route of a sandbox. In JSON and on a command line each is called by its {@link #word()}. */
public enum SandboxEndpoint {
    /** The request for an upload URL. */
    UPLOAD_SLOT("POST", "/v3/assets/training_dataset"),
    /** The submit of a style training. */
    STYLE_SUBMIT("POST", "/v3/training/style"),
    /** The look at one style training. */
    STYLE_STATUS("GET", "/v3/training/style"),
    /** The submit of a subject training. */
    SUBJECT_SUBMIT("POST", "/v3/training/subject"),
    /** The look at one subject training. */
    SUBJECT_STATUS("GET", "/v3/training/subject"),
    /** The list of all trainings. */
    TRAINING_LIST("GET", "/v3/training"),
    /** The submit of drawings made from text. */
    TXT2IMG("POST", "/v3/async/txt2img"),
    /** The submit of drawings made from a picture. */
    IMG2IMG("POST", "/v3/async/img2img"),
    /** The look at drawings. */
    TASK_RESULT("GET", "/v3/async/task-result"),
    /** The list of models. */
    MODEL_LIST("GET", "/v3/model"),
    /** The account, with its credit. */
    USER("GET", "/v3/user"),
    /** The balance in detail. */
    BALANCE("GET", "/openapi/v1/billing/balance/detail"),
    /** The upload to a presigned URL, on the storage host. */
    STORAGE_PUT("PUT", Assets.STORAGE),
    /** The download of a drawing, on the storage host. */
    IMAGE_GET("GET", Gallery.RESULTS),
    /** The download of a trained model, on the storage host. */
    MODEL_FILE("GET", ModelFiles.MODELS);

    private final String method;
    private final String path;

    SandboxEndpoint(String method, String path) {
        this.method = method;
        this.path = path;
    }

    /** {@return its name in JSON and on a command line, such as {@code style-submit}} */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The endpoint of that word; null when there is none. */
    static @Nullable SandboxEndpoint ofWord(String word) {
        return Arrays.stream(values())
                .filter(endpoint -> endpoint.word().equals(word))
                .findFirst()
                .orElse(null);
    }

    /** Where a request goes; null when it goes nowhere. The storage host looks at the method with the signature. */
    static @Nullable SandboxEndpoint of(String method, String path) {
        return Arrays.stream(values())
                .filter(endpoint -> endpoint.isOnStorageHost()
                        ? path.startsWith(endpoint.path)
                        : endpoint.method.equals(method) && endpoint.path.equals(path))
                .findFirst()
                .orElse(null);
    }

    /** The storage host knows neither keys nor agents; all else is the API host. */
    boolean isOnStorageHost() {
        return path.endsWith("/");
    }
}
