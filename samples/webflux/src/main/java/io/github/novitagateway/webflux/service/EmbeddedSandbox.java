package io.github.novitagateway.webflux.service;

import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.FileSystemUtils;

/**
 * Stands in for the service where the environment names none: nothing is paid and nothing leaves this machine. What it
 * knows ends with it, and so does the folder for what was done with it, unless another is named.
 */
public final class EmbeddedSandbox implements ApplicationContextInitializer<GenericApplicationContext> {

    static final String EMBEDDED = "studio.embedded";

    /** Half a minute for a training, each of its stages long enough to be seen. */
    private static final SandboxOptions OPTIONS = SandboxOptions.builder()
            .speed(30)
            .queueTime(Duration.ofSeconds(100))
            .trainingTime(Duration.ofMinutes(10))
            .deploymentTime(Duration.ofSeconds(100))
            .build();

    @Override
    public void initialize(GenericApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if (environment.containsProperty("novita.api-key") || environment.containsProperty("novita.base-url")) {
            return;
        }
        Sandbox sandbox = Sandbox.start(OPTIONS);
        context.registerBean(
                "sandbox", Sandbox.class, () -> sandbox, definition -> definition.setDestroyMethodName("close"));
        TemporaryFolder folder = TemporaryFolder.create();
        context.registerBean("sandboxFolder", TemporaryFolder.class, () -> folder);
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "embedded sandbox",
                        Map.of(
                                EMBEDDED,
                                "true",
                                "studio.sandbox-folder",
                                folder.path().toString(),
                                "novita.api-key",
                                "any",
                                "novita.base-url",
                                sandbox.baseUrl().toString(),
                                "novita.training-polling.longest",
                                "500ms",
                                "novita.image-polling.first",
                                "200ms",
                                "novita.image-polling.longest",
                                "500ms")));
    }

    /** A folder that is gone when the application ends. */
    record TemporaryFolder(Path path) implements AutoCloseable {

        static TemporaryFolder create() {
            try {
                return new TemporaryFolder(Files.createTempDirectory("studio"));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public void close() throws IOException {
            FileSystemUtils.deleteRecursively(path);
        }
    }
}
