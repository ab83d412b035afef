package io.github.novitagateway.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Faults in JSON: as the control API takes and gives them, and in short as a command line has them. */
final class FaultForm {
    private static final String API_ERROR = "api-error";
    private static final String STORAGE_ERROR = "storage-error";
    private static final String RAW = "raw";
    private static final String THROTTLED = "throttled";
    private static final String LATENCY = "latency";
    private static final String LATE_ANSWER = "late-answer";
    private static final int LONGEST_WAIT = 3600;
    private static final String MESSAGE = "a fault of the sandbox";

    private FaultForm() {}

    /** Reads one fault or an array of them. */
    static List<Fault> readAll(JsonNode body) {
        List<JsonNode> nodes = body.isArray() ? body.valueStream().toList() : List.of(body);
        return nodes.stream()
                .map(node -> Fields.read(node, "Fault", FaultForm::read))
                .toList();
    }

    /** Reads {@code {JSON}}, the status of an error such as {@code 429}, or a kind such as {@code stuck}. */
    static Fault readShort(String text) {
        JsonNode node;
        if (text.startsWith("{")) {
            node = Json.parse(text.getBytes(StandardCharsets.UTF_8));
        } else if (text.matches("\\d{3}")) {
            node = Json.object().put("kind", API_ERROR).put("status", Integer.parseInt(text));
        } else {
            node = Json.object().put("kind", text);
        }
        return Fields.read(node, "Fault", FaultForm::read);
    }

    static ObjectNode write(Fault fault) {
        ObjectNode node = Json.object().put("kind", fault.effect().word());
        if (fault.effect() instanceof FaultEffect.Answer answer) {
            node.put("status", answer.status());
            ObjectNode headers = node.putObject("headers");
            answer.headers().forEach(headers::put);
            node.put("body", answer.body());
        } else if (fault.effect() instanceof FaultEffect.Latency latency) {
            node.put("seconds", latency.time().toMillis() / 1000.0);
        }
        Occurrence occurrence = fault.occurrence();
        if (occurrence instanceof Occurrence.Next next) {
            node.put("next", next.requests());
        } else if (occurrence instanceof Occurrence.Every every) {
            node.put("every", every.nth());
        } else if (occurrence instanceof Occurrence.Chance chance) {
            node.put("probability", chance.probability()).put("seed", chance.seed());
        }
        return node;
    }

    private static Fault read(Fields fields) {
        String kind = fields.oneOf("kind", kinds());
        Fault fault = switch (kind) {
            case API_ERROR -> withRetryAfter(fields, apiError(fields));
            case STORAGE_ERROR -> withRetryAfter(fields, storageError(fields));
            case RAW -> withRetryAfter(fields, raw(fields));
            case THROTTLED -> withRetryAfter(fields, Fault.throttled());
            case LATENCY -> Fault.latency(time(fields));
            case LATE_ANSWER -> Fault.lateAnswer(time(fields));
            default -> Fault.of(plain(kind));
        };
        return limited(fields, fault);
    }

    private static Fault apiError(Fields fields) {
        int status = status(fields);
        String reason = fields.optionalText("reason", 1, Integer.MAX_VALUE);
        String message = fields.optionalText("message", 0, Integer.MAX_VALUE);
        return Fault.apiError(
                status,
                reason == null ? ApiErrors.usualReason(status) : reason,
                message == null ? MESSAGE : message,
                fields.texts("metadata"));
    }

    private static Fault storageError(Fields fields) {
        String message = fields.optionalText("message", 0, Integer.MAX_VALUE);
        return Fault.storageError(
                status(fields), fields.text("code", 1, Integer.MAX_VALUE), message == null ? MESSAGE : message);
    }

    private static Fault raw(Fields fields) {
        String body = fields.optionalText("body", 0, Integer.MAX_VALUE);
        return Fault.raw(status(fields), fields.texts("headers"), body == null ? "" : body);
    }

    private static Duration time(Fields fields) {
        return Duration.ofMillis(Math.round(1000 * fields.number("seconds", 0, LONGEST_WAIT)));
    }

    private static int status(Fields fields) {
        return (int) fields.integer("status", 200, 599);
    }

    private static Fault withRetryAfter(Fields fields, Fault fault) {
        Long seconds = fields.optionalInteger("retry_after", 0, Integer.MAX_VALUE);
        return seconds == null ? fault : fault.retryAfter(Duration.ofSeconds(seconds));
    }

    private static Fault limited(Fields fields, Fault fault) {
        Long next = fields.optionalInteger("next", 1, Integer.MAX_VALUE);
        Long every = fields.optionalInteger("every", 1, Integer.MAX_VALUE);
        Double probability = fields.optionalNumber("probability", 0, 1);
        Long seed = fields.optionalInteger("seed", Long.MIN_VALUE, Long.MAX_VALUE);
        if (Stream.of(next, every, probability).filter(Objects::nonNull).count() > 1) {
            throw ApiErrors.malformed("invalid Fault: only one of next, every and probability may be given");
        }
        if (next != null) {
            return fault.next(next.intValue());
        }
        if (every != null) {
            return fault.everyNth(every.intValue());
        }
        return probability == null ? fault : fault.withProbability(probability, seed == null ? 0 : seed);
    }

    static List<String> kinds() {
        List<String> kinds = new ArrayList<>(List.of(API_ERROR, STORAGE_ERROR, RAW, THROTTLED, LATENCY, LATE_ANSWER));
        plainEffects().forEach(effect -> kinds.add(effect.word()));
        return kinds;
    }

    private static FaultEffect plain(String kind) {
        return plainEffects().stream()
                .filter(effect -> effect.word().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    /** The effects that have no parameters. */
    private static List<FaultEffect> plainEffects() {
        List<FaultEffect> effects = new ArrayList<>(List.of(FaultEffect.Spoil.values()));
        Arrays.stream(Fate.values())
                .filter(fate -> fate != Fate.USUAL)
                .forEach(fate -> effects.add(new FaultEffect.Twist(fate)));
        return effects;
    }
}
