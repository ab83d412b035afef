package io.github.novitagateway.reactor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One way of a server to fail a request.
 *
 * @param reads how much of the request it takes
 * @param answer what it writes then, made from the body of a good answer
 * @param end what it does with the connection then
 */
record Fault(String name, Reads reads, UnaryOperator<byte[]> answer, End end) {

    enum Reads {
        NO_CONNECTION,
        NOTHING,
        FIRST_BYTE,
        HALF_OF_BODY,
        ALL
    }

    enum End {
        CLOSE,
        RESET,
        HOLD,
        RESET_WHEN_USED_AGAIN
    }

    static final Fault NONE = answering("none", body -> http(200, body));
    static final Fault REFUSED = new Fault("connect refused", Reads.NO_CONNECTION, Fault::nothing, End.CLOSE);
    static final Fault RESET_AT_ACCEPT = new Fault("reset at accept", Reads.NOTHING, Fault::nothing, End.RESET);
    static final Fault RESET_AT_FIRST_BYTE =
            new Fault("reset at the first byte", Reads.FIRST_BYTE, Fault::nothing, End.RESET);
    static final Fault RESET_IN_REQUEST =
            new Fault("reset in the request", Reads.HALF_OF_BODY, Fault::nothing, End.RESET);
    static final Fault RESET_AFTER_REQUEST = new Fault("reset after the request", Reads.ALL, Fault::nothing, End.RESET);
    static final Fault CLOSED_AFTER_REQUEST =
            new Fault("closed after the request", Reads.ALL, Fault::nothing, End.CLOSE);
    static final Fault RESET_AFTER_HEAD = new Fault("reset after the head", Reads.ALL, Fault::head, End.RESET);
    static final Fault RESET_IN_ANSWER = new Fault("reset in the answer", Reads.ALL, Fault::broken, End.RESET);
    static final Fault BROKEN_ANSWER = new Fault("body shorter than told", Reads.ALL, Fault::broken, End.CLOSE);
    static final Fault SILENT = new Fault("no answer", Reads.ALL, Fault::nothing, End.HOLD);
    static final Fault STALLED = new Fault("half an answer", Reads.ALL, Fault::broken, End.HOLD);

    /** Each connection is for one request, though the server says otherwise. */
    static final Fault STALE = new Fault("stale connection", Reads.ALL, Fault::keptAlive, End.RESET_WHEN_USED_AGAIN);

    private static final List<Integer> STATUSES =
            List.of(204, 301, 302, 400, 401, 402, 403, 404, 408, 409, 410, 413, 429, 500, 501, 502, 503, 504);

    static List<Fault> all() {
        Stream<Fault> ofTheConnection = Stream.of(
                NONE,
                REFUSED,
                RESET_AT_ACCEPT,
                RESET_AT_FIRST_BYTE,
                RESET_IN_REQUEST,
                RESET_AFTER_REQUEST,
                CLOSED_AFTER_REQUEST,
                RESET_AFTER_HEAD,
                RESET_IN_ANSWER,
                BROKEN_ANSWER,
                SILENT,
                STALLED);
        Stream<Fault> ofTheStatus =
                STATUSES.stream().map(status -> answering(String.valueOf(status), body -> http(status, new byte[0])));
        Stream<Fault> ofTheBody = Stream.of(
                answering("not HTTP", body -> "\u0001\u0002garbage\r\n\r\n".getBytes(UTF_8)),
                answering("garbage body", body -> http(200, "<html>\u0001 garbage".getBytes(UTF_8))),
                answering("JSON cut short", body -> http(200, Arrays.copyOf(body, body.length / 2))),
                answering("empty body", body -> http(200, new byte[0])),
                answering("JSON of another type", body -> http(200, "[7]".getBytes(UTF_8))));
        return Stream.of(ofTheConnection, ofTheStatus, ofTheBody)
                .flatMap(faults -> faults)
                .toList();
    }

    /** How often the time limit passes in so many tries. */
    int limits(int tries) {
        return end == End.HOLD ? tries : 0;
    }

    static byte[] http(int status, byte[] body) {
        return http(status, body, "Connection: close\r\n");
    }

    private static byte[] http(int status, byte[] body, String headers) {
        String elsewhere = status / 100 == 3 ? "Location: /elsewhere\r\n" : "";
        String length = status == 204 ? "" : "Content-Length: " + body.length + "\r\n";
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(("HTTP/1.1 " + status + " Said\r\n" + headers + elsewhere + length + "\r\n").getBytes(UTF_8));
        answer.writeBytes(body);
        return answer.toByteArray();
    }

    /** An answer after which the connection may be used again. */
    static byte[] keptAlive(byte[] body) {
        return http(200, body, "");
    }

    private static Fault answering(String name, UnaryOperator<byte[]> answer) {
        return new Fault(name, Reads.ALL, answer, End.CLOSE);
    }

    private static byte[] nothing(byte[] body) {
        return new byte[0];
    }

    private static byte[] head(byte[] body) {
        byte[] whole = withMore(body);
        return Arrays.copyOf(whole, whole.length - body.length - 2);
    }

    private static byte[] broken(byte[] body) {
        byte[] whole = withMore(body);
        return Arrays.copyOf(whole, whole.length - (body.length + 2) / 2);
    }

    /** Two bytes more, so that there is a body to lose where a good answer has none. */
    private static byte[] withMore(byte[] body) {
        return http(200, Arrays.copyOf(body, body.length + 2));
    }

    @Override
    public String toString() {
        return name;
    }
}
