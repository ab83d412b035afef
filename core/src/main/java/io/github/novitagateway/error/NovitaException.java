package io.github.novitagateway.error;

import io.github.novitagateway.guard.Redact;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Root of all failures of this library that are not mistakes in a program. A message is one line of at most 500
 * characters and holds no key and no presigned query.
 */
public abstract sealed class NovitaException extends RuntimeException
        permits ApiException,
                TransportException,
                SubmitOutcomeUnknownException,
                MalformedResponseException,
                InvalidImageException,
                UploadException,
                DownloadException,
                TaskFailedException,
                PollingTimeoutException,
                NotSentException,
                GatewayClosedException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_MESSAGE = 500;

    private final transient boolean passing;

    NovitaException(String message, @Nullable Throwable cause, boolean passing) {
        super(Redact.line(Objects.requireNonNull(message, "message"), LONGEST_MESSAGE), cause);
        this.passing = passing;
    }

    /** {@return whether the same call may succeed later without any change} */
    public final boolean isTransient() {
        return passing;
    }
}
