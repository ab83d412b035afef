package io.github.novitagateway.webflux;

import io.github.novitagateway.webflux.service.EmbeddedSandbox;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the application. Without a key or an address of a service it runs on a sandbox of its own. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class StudioApplication {

    /**
     * Starts it.
     *
     * @param arguments properties, such as {@code --server.port=8081}
     */
    public static void main(String[] arguments) {
        application().run(arguments);
    }

    /** {@return the application, not started yet} */
    public static SpringApplication application() {
        SpringApplication application = new SpringApplication(StudioApplication.class);
        application.addInitializers(new EmbeddedSandbox());
        return application;
    }
}
