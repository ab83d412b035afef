package io.github.novitagateway.spring.boot;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A WebFlux application on a real port, with everything that Boot configures. */
record RunningApplication(ConfigurableApplicationContext context) implements AutoCloseable {

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    static RunningApplication start(URI service, String... properties) {
        return start(Application.class, service, properties);
    }

    static RunningApplication start(Class<?> main, URI service, String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--novita.api-key=" + Contexts.KEY,
                "--novita.base-url=" + service));
        Arrays.stream(properties).map(property -> "--" + property).forEach(arguments::add);
        return new RunningApplication(new SpringApplicationBuilder(main)
                .web(WebApplicationType.REACTIVE)
                .properties("spring.reactor.netty.shutdown-quiet-period=0s")
                .run(arguments.toArray(String[]::new)));
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
