package io.github.novitagateway.spring.boot;

import io.github.novitagateway.guard.Redact;
import io.github.novitagateway.guard.Require;
import io.github.novitagateway.image.Webhook;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the application hears of drawings that are done. Its path ends in a token: whoever knows it can send events, so
 * it belongs into no log. {@link #toString()} leaves it out.
 */
public final class WebhookEndpoint {

    private static final Pattern PATH = Pattern.compile("(?:/[\\w.~-]+)+");
    private static final Pattern TOKEN = Pattern.compile("[\\w-]{16,128}");
    private static final int RANDOM_BYTES = 32;

    private final String prefix;
    private final String token;

    private WebhookEndpoint(String prefix, String token) {
        this.prefix = prefix;
        this.token = token;
    }

    /** @param token null for a random one */
    static WebhookEndpoint of(String prefix, @Nullable String token) {
        if (!PATH.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "path must be a path such as /novita/events but was \"" + Redact.line(prefix, 200) + "\"");
        }
        if (token != null && !TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException(
                    "token must be 16..128 letters, digits, \"-\" and \"_\" but was something else of length "
                            + token.length());
        }
        return new WebhookEndpoint(prefix, token == null ? random() : token);
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** {@return the whole path, with the token: a secret} */
    public String path() {
        return prefix + "/" + token;
    }

    /**
     * The webhook for a request of a drawing.
     *
     * @param application where the service reaches this application: scheme, host, and the path in front of it if there
     *     is one; https is advised
     * @return the webhook, whose URL holds the token
     * @throws IllegalArgumentException when it is no web address, or holds a query or fragment
     */
    public Webhook at(URI application) {
        Require.web("application", application);
        if (application.getRawQuery() != null || application.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "application must hold neither query nor fragment but did after " + Redact.url(application));
        }
        return Webhook.of(URI.create(application.toString().replaceFirst("/+$", "") + path()));
    }

    /** The time that it takes does not tell how much of a wrong one is right. */
    boolean isToken(String given) {
        return MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    /** The pattern for a router, which does not hold the token. */
    String pattern(String variable) {
        return prefix + "/{" + variable + "}";
    }

    /** {@return where it is, without the token} */
    @Override
    public String toString() {
        return "WebhookEndpoint[" + prefix + "/...]";
    }
}
