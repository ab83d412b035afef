package io.github.novitagateway.webflux.service;

import io.github.novitagateway.account.Balance;
import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.error.ApiException.AuthenticationException;
import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.webflux.StudioSettings;
import io.github.novitagateway.webflux.event.EventLog;
import io.github.novitagateway.webflux.event.StudioEvent;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * Looks whether the service answers, for as long as somebody looks at a page. A watch of a training rides out an outage
 * in silence; people want to know why nothing moves. The question is for the balance, which is free of charge.
 */
@Component
public final class ServiceWatch {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final NovitaGateway impatient;
    private final ServiceName service;
    private final Flux<ServiceTold> looks;

    ServiceWatch(NovitaGateway novita, ServiceName service, EventLog log, StudioSettings settings) {
        this.impatient = novita.with(config -> config.requestTimeout(PATIENCE).retry(RetryPolicy.none()));
        this.service = service;
        this.looks = Flux.interval(Duration.ZERO, settings.serviceLook())
                .onBackpressureDrop()
                .concatMap(tick -> look(), 1)
                .distinctUntilChanged()
                .doOnNext(log::add)
                .contextWrite(context -> Context.empty()) // it belongs to the trace of no single viewer
                .publish()
                .refCount(1, settings.serviceLook());
    }

    /**
     * {@return nothing, ever: as long as it is subscribed to, changes are told by the log}
     *
     * @param <T> what the stream beside it brings
     */
    public <T> Flux<T> whileSomebodyLooks() {
        return looks.onErrorComplete().thenMany(Flux.never());
    }

    private Mono<ServiceTold> look() {
        return impatient
                .account()
                .balance()
                .map(this::answering)
                .onErrorResume(NovitaException.class, failure -> Mono.just(failing(failure)));
    }

    private ServiceTold answering(Balance balance) {
        return new ServiceTold(service.name(), service.embedded(), true, balance.available(), null);
    }

    private ServiceTold failing(NovitaException failure) {
        if (failure instanceof AuthenticationException) {
            return new ServiceTold(service.name(), service.embedded(), true, null, "The service refuses the key.");
        }
        return new ServiceTold(
                service.name(),
                service.embedded(),
                false,
                null,
                "The service does not answer. Trainings go on there; this page catches up when it is back.");
    }

    /**
     * How the service stands.
     *
     * @param name its address
     * @param embedded whether it is a sandbox in this process
     * @param reachable whether it answers
     * @param balance what can be spent, in US dollars; null when it did not say
     * @param trouble what is wrong; null when nothing is
     */
    record ServiceTold(
            String name,
            boolean embedded,
            boolean reachable,
            @Nullable BigDecimal balance,
            @Nullable String trouble) implements StudioEvent {

        @Override
        public String training() {
            return EVERYBODY;
        }

        @Override
        public String kind() {
            return "service";
        }

        @Override
        public String topic() {
            return "service";
        }
    }
}
