package io.github.novitagateway.sandbox;

import java.util.Locale;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes JSON trees, strictly. */
final class Json {
    private static final int LONGEST_BODY = 64 * 1024 * 1024;
    private static final int LONGEST_EXCERPT = 80;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    static {
        // the first of a kind is made under a lock, at which event loops would wait for each other
        parse(write(object()));
    }

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static byte[] write(JsonNode tree) {
        return MAPPER.writeValueAsBytes(tree);
    }

    /** The body of a request that must be JSON and say so. */
    static Mono<JsonNode> body(Exchange exchange) {
        String type = exchange.header("Content-Type");
        if (type == null || !mediaType(type).equals("application/json")) {
            return Mono.error(ApiErrors.malformed("Content-Type must be application/json but was " + type));
        }
        Refusal tooLong = ApiErrors.malformed("the body must be at most " + LONGEST_BODY + " bytes long");
        return exchange.body(LONGEST_BODY, tooLong).map(Json::parse);
    }

    /** A value as error messages show it: never long. */
    static String excerpt(String value) {
        return value.codePointCount(0, value.length()) <= LONGEST_EXCERPT
                ? value
                : value.substring(0, value.offsetByCodePoints(0, LONGEST_EXCERPT)) + "...";
    }

    private static String mediaType(String header) {
        int end = header.indexOf(';');
        return (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    static JsonNode parse(byte[] body) {
        try {
            JsonNode tree = MAPPER.readTree(body);
            if (!tree.isMissingNode()) {
                return tree;
            }
        } catch (JacksonException e) {
            throw ApiErrors.malformed("the body is not JSON: " + e.getOriginalMessage());
        }
        throw ApiErrors.malformed("the body is empty");
    }
}
