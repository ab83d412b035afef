package io.github.novitagateway.spring.boot;

import io.github.novitagateway.reactor.NovitaGateway;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/** An application that has the module and what it needs, and no other library. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class BareApplication {

    static final String STARTED = "the gateway is there";

    public static void main(String[] arguments) {
        try (ConfigurableApplicationContext context = SpringApplication.run(BareApplication.class, arguments)) {
            System.out.println(context.getBean(NovitaGateway.class) == null ? "" : STARTED);
        }
    }
}
