package io.github.novitagateway.sandbox;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A query in the one spelling that Signature Version 4 signs: each part encoded by RFC 3986, sorted by name. */
final class CanonicalQuery {
    private static final String SIGNATURE = "X-Amz-Signature";

    private record Parameter(String name, String value) {
        String encoded() {
            return encode(name) + "=" + encode(value);
        }
    }

    private final List<Parameter> parameters = new ArrayList<>();

    /** Reads a query as it came; one that is not percent-encoded is an {@link IllegalArgumentException}. */
    static CanonicalQuery parse(String rawQuery) {
        CanonicalQuery query = new CanonicalQuery();
        for (String part : rawQuery.split("&", -1)) {
            if (!part.isEmpty()) {
                int mark = part.indexOf('=');
                String name = mark < 0 ? part : part.substring(0, mark);
                query.with(decode(name), mark < 0 ? "" : decode(part.substring(mark + 1)));
            }
        }
        return query;
    }

    CanonicalQuery with(String name, String value) {
        parameters.add(new Parameter(name, value));
        return this;
    }

    /** The value of a parameter that comes exactly once, else null. */
    @Nullable
    String only(String name) {
        List<Parameter> found =
                parameters.stream().filter(p -> p.name().equals(name)).toList();
        return found.size() == 1 ? found.get(0).value() : null;
    }

    @Nullable
    String signature() {
        return only(SIGNATURE);
    }

    /** The text that is signed: all but the signature. */
    String unsigned() {
        return parameters.stream()
                .filter(p -> !p.name().equals(SIGNATURE))
                .sorted(Comparator.comparing((Parameter p) -> encode(p.name())).thenComparing(p -> encode(p.value())))
                .map(Parameter::encoded)
                .collect(Collectors.joining("&"));
    }

    /** The query as it stands in a URL: parameters in the order they were added, the signature last. */
    String signedWith(String signature) {
        String unsigned = parameters.stream().map(Parameter::encoded).collect(Collectors.joining("&"));
        return unsigned + "&" + SIGNATURE + "=" + signature;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
