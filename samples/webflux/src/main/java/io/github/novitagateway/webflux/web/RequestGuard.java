package io.github.novitagateway.webflux.web;

import io.github.novitagateway.webflux.StudioSettings;
import java.net.InetSocketAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps strangers out of a page that can spend money. There is no login here: whoever puts one in front still needs
 * this, since a form of any other site may be posted by a visitor's own browser.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class RequestGuard implements WebFilter {

    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Set<String> hosts;
    private final JsonMapper json;

    RequestGuard(StudioSettings settings, JsonMapper json) {
        this.hosts = Set.copyOf(settings.hosts());
        this.json = json;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        RefusedException refusal = refusal(exchange.getRequest());
        return refusal == null ? chain.filter(exchange) : refuse(exchange.getResponse(), refusal.getBody());
    }

    private @Nullable RefusedException refusal(ServerHttpRequest request) {
        InetSocketAddress host = request.getHeaders().getHost();
        if (host == null || !hosts.contains(host.getHostString())) {
            return RefusedException.of(
                    HttpStatus.MISDIRECTED_REQUEST,
                    "Host",
                    "one of " + hosts,
                    host == null ? "absent" : host.getHostString());
        }
        if (!READING.contains(request.getMethod()) && isOfAnotherSite(request.getHeaders())) {
            return RefusedException.of(
                    HttpStatus.FORBIDDEN,
                    "Origin",
                    "the page's own",
                    String.valueOf(request.getHeaders().getOrigin()));
        }
        return null;
    }

    /** Programs send neither header; every browser of today sends one of them with a form of another site. */
    private static boolean isOfAnotherSite(HttpHeaders headers) {
        String origin = headers.getOrigin();
        String host = headers.getFirst(HttpHeaders.HOST);
        boolean foreignOrigin = origin != null && !origin.equals("http://" + host) && !origin.equals("https://" + host);
        String site = headers.getFirst("Sec-Fetch-Site");
        return foreignOrigin || "cross-site".equals(site) || "same-site".equals(site);
    }

    private Mono<Void> refuse(ServerHttpResponse response, ProblemDetail problem) {
        response.setRawStatusCode(problem.getStatus());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        byte[] body = json.writeValueAsBytes(problem);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }
}
