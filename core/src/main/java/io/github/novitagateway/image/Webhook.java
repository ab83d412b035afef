package io.github.novitagateway.image;

import io.github.novitagateway.guard.BoundException;
import io.github.novitagateway.guard.Lenient;
import io.github.novitagateway.guard.Redact;
import io.github.novitagateway.guard.Require;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the service tells that a drawing task is done. The service signs nothing: put a random token into the path, and
 * confirm what it tells by asking for the task. Docs: model-apis-webhook.
 *
 * @param url the address it posts to, http or https, the latter advised; its path and query are not shown by
 *     {@link #toString()}
 * @param testMode posts a sample instead of running the task; null for real work
 */
public record Webhook(URI url, @Nullable TestMode testMode) {
    /**
     * Has the service post a sample event and run no task. Docs: model-apis-webhook.
     *
     * @param enabled whether it does so
     * @param returnTaskStatus the state that the sample tells, {@link #SUCCEED} or {@link #FAILED}
     */
    public record TestMode(boolean enabled, String returnTaskStatus) {
        /** The sample tells of success. */
        public static final String SUCCEED = "TASK_STATUS_SUCCEED";

        /** The sample tells of a failure. */
        public static final String FAILED = "TASK_STATUS_FAILED";

        /** Checks the word. */
        public TestMode {
            Objects.requireNonNull(returnTaskStatus, "testMode.returnTaskStatus");
            if (!returnTaskStatus.equals(SUCCEED) && !returnTaskStatus.equals(FAILED)) {
                throw new BoundException(
                        "testMode.returnTaskStatus",
                        SUCCEED + " or " + FAILED,
                        "\"" + Redact.line(returnTaskStatus, 80) + "\"");
            }
        }
    }

    /** Checks the address. */
    public Webhook {
        Require.web("webhook.url", url);
    }

    /**
     * A webhook for real work.
     *
     * @param url the address
     * @return the webhook
     */
    public static Webhook of(URI url) {
        return new Webhook(url, null);
    }

    /**
     * A webhook that gets a sample event.
     *
     * @param url the address
     * @param testMode what the sample tells
     * @return the webhook
     */
    public static Webhook of(URI url, TestMode testMode) {
        return new Webhook(url, Objects.requireNonNull(testMode, "webhook.testMode"));
    }

    /** {@return host and test mode; the path may hold a secret token} */
    @Override
    public String toString() {
        return "Webhook[url=" + Redact.origin(url) + "/..., testMode=" + testMode + "]";
    }

    /**
     * What the service posted to a webhook. It is signed by nobody: take it as a hint, and have it confirmed before
     * acting on it or fetching from an address in it. Docs: model-apis-webhook.
     *
     * @param type the service's word for the kind of event; empty when absent
     * @param status what it tells of a task; null when the event is of another type than {@link #ASYNC_TASK_RESULT}
     */
    public record TaskEvent(String type, @Nullable GenerationStatus status) {
        /** The type of the only documented event: a drawing task has ended. */
        public static final String ASYNC_TASK_RESULT = "ASYNC_TASK_RESULT";

        /** Reads an absent type as empty. */
        public TaskEvent {
            type = Lenient.text(type);
        }
    }
}
