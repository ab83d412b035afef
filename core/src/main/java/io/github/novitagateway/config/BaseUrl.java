package io.github.novitagateway.config;

import io.github.novitagateway.guard.Redact;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;

/** What the service's address may look like. */
final class BaseUrl {
    private BaseUrl() {}

    /** Returns the address without a slash at its end. Messages leave out what may be secret in a wrong one. */
    static URI checked(URI url) {
        Objects.requireNonNull(url, "baseUrl");
        String scheme = Objects.requireNonNullElse(url.getScheme(), "").toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new IllegalArgumentException("baseUrl must be http or https but was \"" + scheme + "\"");
        }
        if (url.getHost() == null) {
            throw new IllegalArgumentException("baseUrl must name a host but had none");
        }
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("baseUrl must not hold user info but did for " + Redact.origin(url));
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "baseUrl must hold neither query nor fragment but did after " + Redact.url(url));
        }
        return URI.create(url.toString().replaceFirst("/+$", ""));
    }
}
