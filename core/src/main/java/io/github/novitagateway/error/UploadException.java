package io.github.novitagateway.error;

import io.github.novitagateway.guard.Redact;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The storage has refused a picture. Transient when its word or status says so. Docs: the S3 user guide on presigned
 * addresses and the S3 list of errors.
 */
public final class UploadException extends NovitaException {
    private static final long serialVersionUID = 1L;
    private static final Set<String> PASSING_CODES =
            Set.of("SlowDown", "InternalError", "ServiceUnavailable", "RequestTimeout", "IncompleteBody");

    private final transient String image;
    private final transient int status;
    private final transient @Nullable String code;
    private final transient boolean expired;

    /**
     * The failure.
     *
     * @param image name of the picture
     * @param status HTTP status of the storage's answer
     * @param code the storage's word for the failure, such as {@code AccessDenied}; null when the answer had none
     * @param message the storage's text; may be empty
     * @param cause why; null when there is no deeper one
     */
    public UploadException(String image, int status, @Nullable String code, String message, @Nullable Throwable cause) {
        super(text(image, status, code, message), cause, passing(status, code));
        this.image = image;
        this.status = status;
        this.code = code;
        this.expired = "AccessDenied".equals(code) && message.contains("Request has expired");
    }

    private UploadException(String image, Duration lifetime) {
        super(
                Redact.line(image, 200) + ": its upload slot expired after " + lifetime + ", nothing was sent",
                null,
                false);
        this.image = image;
        this.status = 0;
        this.code = null;
        this.expired = true;
    }

    /**
     * The failure of a picture whose address had expired before it could be sent.
     *
     * @param image name of the picture
     * @param lifetime how long the address was good for
     * @return the failure, {@link #expired()} and with status 0
     */
    public static UploadException slotExpired(String image, Duration lifetime) {
        return new UploadException(image, lifetime);
    }

    private static String text(String image, int status, @Nullable String code, String message) {
        String word = code == null || code.isBlank() ? "" : " " + code;
        String said = message.isBlank() ? "" : ": " + message;
        return Redact.line(image, 200) + ": storage answered " + status + word + said;
    }

    private static boolean passing(int status, @Nullable String code) {
        return (code != null && PASSING_CODES.contains(code))
                || (status >= 500 && status != 501)
                || status == 408
                || status == 429;
    }

    /** {@return name of the picture} */
    public String image() {
        return image;
    }

    /** {@return HTTP status of the storage's answer, 0 when nothing was sent} */
    public int status() {
        return status;
    }

    /** {@return the storage's word for the failure, or null when the answer had none} */
    public @Nullable String code() {
        return code;
    }

    /** {@return whether the address had expired: a new slot heals that} */
    public boolean expired() {
        return expired;
    }
}
