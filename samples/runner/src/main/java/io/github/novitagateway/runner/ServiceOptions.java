package io.github.novitagateway.runner;

import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which service a command talks to. */
final class ServiceOptions {
    private static final String KEY = "NOVITA_API_KEY";
    private static final String BASE_URL = "NOVITA_BASE_URL";
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(5);
    private static final Duration EMBEDDED_POLL_INTERVAL = Duration.ofMillis(500);

    /** About six seconds a training, each of its stages long enough to be seen. */
    private static final SandboxOptions EMBEDDED = SandboxOptions.builder()
            .speed(75)
            .queueTime(Duration.ofSeconds(90))
            .trainingTime(Duration.ofMinutes(5))
            .deploymentTime(Duration.ofSeconds(75))
            .build();

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            description = "Address of the service; default NOVITA_BASE_URL, else https://api.novita.ai when"
                    + " NOVITA_API_KEY is set, else an embedded sandbox.")
    private @Nullable URI baseUrl;

    @Option(
            names = "--poll-interval",
            paramLabel = "D",
            converter = Durations.class,
            description = "The longest wait between two looks at a task, such as 200ms, 5s, 2m or PT5S; one under 5 s"
                    + " is also the first. Default 5s, on the embedded sandbox 500ms.")
    private @Nullable Duration pollInterval;

    /** The service for a command that sends nothing: a key is not needed, and no sandbox is started. */
    Service idle() {
        String key = environment(KEY);
        return new Service(config(ApiKey.of(key.isBlank() ? "none" : key)).build(), null, POLL_INTERVAL);
    }

    private static String environment(String name) {
        return System.getenv().getOrDefault(name, "");
    }

    private NovitaConfig.Builder config(ApiKey key) {
        NovitaConfig.Builder config = NovitaConfig.builder(key);
        String address = environment(BASE_URL);
        if (baseUrl != null) {
            config.baseUrl(baseUrl);
        } else if (!address.isBlank()) {
            config.baseUrl(URI.create(address.strip()));
        }
        return config;
    }

    /** Opens the service that options and environment name. Blocks while an embedded sandbox starts. */
    Service open(UnaryOperator<NovitaConfig.Builder> settings) {
        String key = environment(KEY);
        if (key.isBlank() && environment(BASE_URL).isBlank() && baseUrl == null) {
            System.err.println("Neither " + KEY + " nor a base URL is set: the embedded sandbox serves until this"
                    + " command ends. Nothing is paid and nothing leaves this machine.");
            return embedded(settings);
        }
        if (key.isBlank()) {
            throw new IllegalArgumentException(KEY + " must be set when a base URL is, but was not");
        }
        NovitaConfig config = settings.apply(config(ApiKey.of(key))).build();
        return new Service(config, null, pollInterval == null ? POLL_INTERVAL : pollInterval);
    }

    /** Opens a sandbox in this process, whatever the environment says. Blocks while it starts. */
    Service embedded(UnaryOperator<NovitaConfig.Builder> settings) {
        NovitaConfig.Builder config = settings.apply(NovitaConfig.builder(ApiKey.of("any")));
        Sandbox sandbox = Sandbox.start(EMBEDDED);
        return new Service(
                config.baseUrl(sandbox.baseUrl()).build(),
                sandbox,
                pollInterval == null ? EMBEDDED_POLL_INTERVAL : pollInterval);
    }

    /** What a later command line needs to reach the same service, the environment being the same. */
    List<String> arguments() {
        return baseUrl == null ? List.of() : List.of("--base-url", baseUrl.toString());
    }
}
