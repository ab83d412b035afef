package io.github.novitagateway.sandbox;

import tools.jackson.databind.node.ObjectNode;

/** The error replies of the API host. */
final class ApiErrors {
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
        ObjectNode body = Json.object();
        body.put("code", status).put("reason", reason).put("message", message);
        body.putObject("metadata");
        return new Refusal(Reply.json(status, body), message);
    }

    static Refusal routeNotFound() {
        return new Refusal(Reply.text(404, "404 page not found\n"), "no such route");
    }

    /** What the edge in front of the service says to a client without a User-Agent. */
    static Refusal blockedAtTheEdge() {
        return new Refusal(Reply.text(403, "error code: 1010"), "no User-Agent");
    }
}
