package io.github.novitagateway.asset;

import io.github.novitagateway.guard.Lenient;
import io.github.novitagateway.guard.Redact;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A slot for one picture: its future id, and an address that takes its bytes for a short time. Until it expires the
 * address is a credential. Docs: model-apis-get-training-images-url.
 *
 * @param id id that the picture gets
 * @param url where to put the bytes; to be used as it is, byte for byte
 * @param method HTTP method, {@code PUT}; an absent one reads as that
 * @param headers headers that the service names for the upload, by name; absent reads as empty
 */
public record PresignedUpload(AssetId id, URI url, String method, Map<String, List<String>> headers) {
    private static final Pattern EXPIRES = Pattern.compile("(?:^|&)X-Amz-Expires=0*([1-9][0-9]{0,8})(?:&|$)");
    private static final Duration DOCUMENTED_LIFETIME = Duration.ofMinutes(2);

    /** Copies what was given. */
    public PresignedUpload {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(url, "url");
        method = Lenient.text(method).isBlank() ? "PUT" : method;
        Map<String, List<String>> copies = new LinkedHashMap<>(Lenient.map(headers));
        copies.replaceAll((name, values) -> Lenient.list(values));
        headers = Collections.unmodifiableMap(copies);
    }

    /**
     * How long the address lives, counted from its receipt: not from the date inside it, since clocks differ.
     *
     * @return the seconds that the address states, else the documented 120 s
     */
    public Duration lifetime() {
        Matcher expires = EXPIRES.matcher(Lenient.text(url.getRawQuery()));
        return expires.find() ? Duration.ofSeconds(Long.parseLong(expires.group(1))) : DOCUMENTED_LIFETIME;
    }

    /** {@return id and address, the latter without its query, which is a credential} */
    @Override
    public String toString() {
        return "PresignedUpload[id=" + id + ", url=" + Redact.url(url) + "]";
    }
}
