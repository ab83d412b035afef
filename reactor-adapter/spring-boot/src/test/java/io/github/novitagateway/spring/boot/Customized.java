package io.github.novitagateway.spring.boot;

import io.github.novitagateway.reactor.PollingPolicy;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** An application that changes what the properties say, one customizer after the other. */
@Configuration(proxyBeanMethods = false)
class Customized {

    @Bean
    @Order(2)
    NovitaConfigCustomizer second() {
        return config -> config.pageSize(config.build().pageSize() + 25);
    }

    @Bean
    @Order(1)
    NovitaConfigCustomizer first() {
        return config -> config.pageSize(config.build().pageSize() / 2);
    }

    @Bean
    NovitaGatewayCustomizer polling() {
        return gateway -> gateway.imagePolling(PollingPolicy.fixed(Duration.ofSeconds(9)));
    }
}
