package io.github.novitagateway.spring.boot;

import java.lang.reflect.Method;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import reactor.netty.http.client.HttpClient;

/**
 * Gives a client of the gateway what the application has set for its own ones: SSL bundle, address filter, event loops,
 * and what customizers of Reactor Netty's builder do, a proxy say. Not the time-outs, redirects and cookies, which the
 * gateway has settings or reasons of its own for, and not the compression, which would be asked of storage too.
 */
final class ApplicationHttpSettings implements NovitaHttpClientCustomizer {

    private final HttpClientSettings settings;
    private final ReactorClientHttpConnectorBuilder builder;
    private final @Nullable ApplicationLoops loops;

    /**
     * What the application has set.
     *
     * @param builder another one than Reactor Netty's says nothing about its clients
     * @param loops that its clients run on; null where it has none of its own
     */
    ApplicationHttpSettings(
            HttpClientSettings settings,
            @Nullable ClientHttpConnectorBuilder<?> builder,
            @Nullable ApplicationLoops loops) {
        this.settings = withoutCookies(settings)
                .withRedirects(HttpRedirects.DONT_FOLLOW)
                .withTimeouts(null, null);
        this.builder = builder instanceof ReactorClientHttpConnectorBuilder reactor
                ? reactor
                : ClientHttpConnectorBuilder.reactor();
        this.loops = loops;
    }

    /** Boot knows of cookies from 4.1 on, and its builder refuses to have Reactor Netty keep any. */
    private static HttpClientSettings withoutCookies(HttpClientSettings settings) {
        Method change =
                ClassUtils.getMethodIfAvailable(HttpClientSettings.class, "withCookieHandling", (Class<?>[]) null);
        return change == null
                ? settings
                : (HttpClientSettings)
                        Objects.requireNonNull(ReflectionUtils.invokeMethod(change, settings, new Object[] {null}));
    }

    @Override
    public HttpClient customize(HttpClient client) {
        AtomicReference<HttpClient> adapted = new AtomicReference<>();
        builder.withHttpClientFactory(() -> client)
                .withHttpClientCustomizer(last -> {
                    adapted.set(last);
                    return last;
                })
                .build(settings);
        HttpClient ours = Objects.requireNonNull(adapted.get(), "the client")
                .compress(false)
                .responseTimeout(null);
        return loops != null && ours.configuration().loopResources() == loops.now() ? ours.runOn(loops) : ours;
    }
}
