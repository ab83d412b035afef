package io.github.novitagateway.error;

import org.jspecify.annotations.Nullable;

/**
 * Root of all failures of this library that are not mistakes in a program. No message holds a key or a presigned query.
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

    private final transient boolean passing;

    NovitaException(String message, @Nullable Throwable cause, boolean passing) {
        super(message, cause);
        this.passing = passing;
    }

    /** {@return whether the same call may succeed later without any change} */
    public final boolean isTransient() {
        return passing;
    }
}
