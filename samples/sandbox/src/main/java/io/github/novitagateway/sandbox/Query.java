package io.github.novitagateway.sandbox;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The query of a GET: reads parameters with their documented ranges. An empty parameter counts as absent. */
final class Query {
    private final Map<String, List<String>> parameters;

    private Query(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    /** The query of a request that may have these parameters and no others, each at most once. */
    static Query of(Exchange exchange, Set<String> allowed) {
        Map<String, List<String>> parameters;
        try {
            parameters = new QueryStringDecoder(exchange.rawQuery(), false).parameters();
        } catch (IllegalArgumentException e) {
            throw ApiErrors.outOfRange("the query is not percent-encoded: " + e.getMessage());
        }
        parameters.forEach((name, values) -> {
            if (!allowed.contains(name)) {
                throw ApiErrors.outOfRange("unknown query parameter \"" + Json.excerpt(name) + "\"");
            }
            if (values.size() > 1) {
                throw ApiErrors.outOfRange("query parameter " + name + " must be given once");
            }
        });
        return new Query(parameters);
    }

    @Nullable
    String text(String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        return values.isEmpty() || values.get(0).isEmpty() ? null : values.get(0);
    }

    String requiredText(String name) {
        String value = text(name);
        if (value == null) {
            throw ApiErrors.outOfRange("invalid " + name + ": value is required");
        }
        return value;
    }

    @Nullable
    String oneOf(String name, Collection<String> allowed) {
        String value = text(name);
        if (value != null && !allowed.contains(value)) {
            throw invalid(name, "value must be in list " + allowed, value);
        }
        return value;
    }

    @Nullable
    Boolean flag(String name) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw invalid(name, "value must be true or false", value);
        }
        return Boolean.valueOf(value);
    }

    int integer(String name, int absent, int least, int most) {
        String value = text(name);
        if (value == null) {
            return absent;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw invalid(name, "value must be an integer", value);
        }
        throw invalid(name, "value must be inside range [" + least + ", " + most + "]", value);
    }

    private static Refusal invalid(String name, String rule, String value) {
        return ApiErrors.outOfRange("invalid " + name + ": " + rule + " but was " + Json.excerpt(value));
    }
}
