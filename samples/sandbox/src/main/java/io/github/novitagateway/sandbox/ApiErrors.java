package io.github.novitagateway.sandbox;

import java.util.Map;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** The error replies of the API host. */
final class ApiErrors {
    private static final System.Logger LOG = System.getLogger(ApiErrors.class.getName());

    private ApiErrors() {}

    /** A value of the right type that is outside its documented range. */
    static Refusal outOfRange(String message) {
        return badRequest("VALIDATOR", message);
    }

    /** A body that is not shaped as documented. */
    static Refusal malformed(String message) {
        return badRequest("INVALID_REQUEST_BODY", message);
    }

    /** A valid request that the service may serve, but this sandbox does not. */
    static Refusal beyondSandbox(String message) {
        return badRequest("INVALID_REQUEST_BODY", "limit of the sandbox: " + message);
    }

    static Refusal taskNotFound(String taskId) {
        return refusal(404, "TASK_NOT_FOUND", "task not found: " + Json.excerpt(taskId));
    }

    static Refusal badRequest(String reason, String message) {
        return refusal(400, reason, message);
    }

    static Refusal refusal(int status, String reason, String message) {
        return refusal(status, reason, message, Map.of());
    }

    static Refusal refusal(int status, String reason, String message, Map<String, String> metadata) {
        ObjectNode body = Json.object();
        body.put("code", status).put("reason", reason).put("message", message);
        ObjectNode details = body.putObject("metadata");
        metadata.forEach(details::put);
        return new Refusal(Reply.json(status, body), message);
    }

    /** The reason that most often goes with a status. */
    static String usualReason(int status) {
        return switch (status) {
            case 400 -> "INVALID_REQUEST_BODY";
            case 401, 403 -> "INVALID_API_KEY";
            case 404 -> "API_NOT_FOUND";
            case 429 -> "RATE_LIMIT_EXCEEDED";
            case 503 -> "SERVICE_NOT_AVAILABLE";
            default -> "UNKNOWN_ERROR";
        };
    }

    /** What a request is answered with whose handling failed. */
    static Mono<Reply> answer(Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return Mono.just(refusal.reply());
        }
        LOG.log(System.Logger.Level.DEBUG, "a handler failed", failure);
        return Mono.just(
                refusal(500, "INTERNAL", "the sandbox failed to answer").reply());
    }

    static Refusal routeNotFound() {
        return new Refusal(Reply.text(404, "404 page not found\n"), "no such route");
    }

    /** What the edge in front of the service says to a client without a User-Agent. */
    static Refusal blockedAtTheEdge() {
        return new Refusal(Reply.text(403, "error code: 1010"), "no User-Agent");
    }
}
