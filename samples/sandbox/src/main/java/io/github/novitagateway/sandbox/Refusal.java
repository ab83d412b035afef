package io.github.novitagateway.sandbox;

/** Ends the handling of a request with an error reply. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    Refusal(Reply reply, String message) {
        super(message, null, false, false);
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }
}
