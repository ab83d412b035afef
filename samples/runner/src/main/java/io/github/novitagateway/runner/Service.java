package io.github.novitagateway.runner;

import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.reactor.PollingPolicy;
import io.github.novitagateway.reactor.TaskJournal;
import io.github.novitagateway.sandbox.Sandbox;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The service that a command talks to, with the sandbox behind it when there is no other. */
final class Service implements AutoCloseable {
    static final String EMBEDDED = "embedded sandbox";

    private static final double GROWTH = 1.5;
    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);

    private final String name;
    private final NovitaGateway.Builder builder;
    private final boolean retriesPaidRequests;
    private @Nullable NovitaGateway gateway;
    private final @Nullable Sandbox sandbox;

    /**
     * Makes the gateway; nothing is sent yet.
     *
     * @param config of the gateway
     * @param sandbox closed with the service; null when the service is another one
     * @param pollInterval the longest wait between two looks
     */
    Service(NovitaConfig config, @Nullable Sandbox sandbox, Duration pollInterval) {
        this.name = sandbox == null ? config.baseUrl().toString() : EMBEDDED;
        this.sandbox = sandbox;
        this.retriesPaidRequests = config.retry().retryPaidRequests();
        this.builder = NovitaGateway.builder(config)
                .trainingPolling(PollingPolicy.paced(pollInterval))
                .imagePolling(PollingPolicy.exponential(
                        shorter(FIRST_LOOK, pollInterval), GROWTH, shorter(LONGEST_LOOK, pollInterval)));
    }

    /** By which a later run knows whether it talks to the same service. */
    String name() {
        return name;
    }

    boolean embedded() {
        return sandbox != null;
    }

    /** Whether the user accepts that what may have been paid is paid once more. */
    boolean retriesPaidRequests() {
        return retriesPaidRequests;
    }

    /** Keeps what is paid in a journal; to be called before the gateway is asked for. */
    void remember(TaskJournal journal) {
        builder.journal(journal);
    }

    NovitaGateway gateway() {
        NovitaGateway made = gateway == null ? builder.build() : gateway;
        gateway = made;
        return made;
    }

    @Override
    public void close() {
        if (gateway != null) {
            gateway.close();
        }
        if (sandbox != null) {
            sandbox.close();
        }
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
