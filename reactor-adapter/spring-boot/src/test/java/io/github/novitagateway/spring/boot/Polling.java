package io.github.novitagateway.spring.boot;

import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.reactor.PollingPolicy;
import java.util.Objects;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.test.util.ReflectionTestUtils;

/** The policies of a gateway, which does not tell them. */
final class Polling {

    private Polling() {}

    static PollingPolicy ofTrainings(BeanFactory context) {
        return policy(context.getBean(NovitaGateway.class), "trainingPolling");
    }

    static PollingPolicy ofImages(BeanFactory context) {
        return policy(context.getBean(NovitaGateway.class), "imagePolling");
    }

    static PollingPolicy ofTrainings(NovitaGateway gateway) {
        return policy(gateway, "trainingPolling");
    }

    static PollingPolicy ofImages(NovitaGateway gateway) {
        return policy(gateway, "imagePolling");
    }

    private static PollingPolicy policy(NovitaGateway gateway, String field) {
        Object settings = Objects.requireNonNull(ReflectionTestUtils.getField(gateway, "settings"));
        return (PollingPolicy) Objects.requireNonNull(ReflectionTestUtils.getField(settings, field));
    }
}
