package io.github.novitagateway.reactor;

import java.net.URI;
import java.util.Objects;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;

/** A service and a storage that put every secret they know into every text they answer, and can fail in many ways. */
final class EchoingService extends Dispatcher {

    static final String SIGNATURE = "c0ffee".repeat(10);
    static final String TOKEN = "token-of-a-webhook";
    private static final String SIGNED = "?X-Amz-Expires=120&X-Amz-Credential=c0ffee&X-Amz-Signature=" + SIGNATURE;
    private static final String LINK = "https://storage.example.com/a.png" + SIGNED;
    static final String ECHO = "Bearer " + ServiceTest.KEY + " and " + ServiceTest.KEY + " and " + LINK;

    /** How it fails. */
    enum Mood {
        KIND,
        /** All tasks have failed. */
        UNLUCKY,
        NO_JSON,
        CUT_SHORT,
        OTHER_SHAPES,
        OLD_ENVELOPE,
        REDIRECTS,
        RESETS,
        BREAKS_OFF,
        SILENT,
        /** Links lead to a host that is not there. */
        NO_STORAGE,
        /** Links are none. */
        NO_LINKS,
        /** Storage refuses, and tells what it was sent. */
        STORAGE_ECHOES
    }

    volatile Mood mood = Mood.KIND;

    /** Refuse everything so, when it is not 0. */
    volatile int status;

    /** How it refuses. */
    volatile String refusal = "";

    private final URI self;

    EchoingService(URI self) {
        this.self = self;
    }

    String link() {
        return switch (mood) {
            case NO_STORAGE -> "http://nowhere.invalid/a.png" + SIGNED;
            case NO_LINKS -> "http://not a link" + SIGNED;
            default -> self + "bucket/a.png" + SIGNED;
        };
    }

    /** What it posts to a webhook; whoever posts that does not know the key. */
    String event() {
        String payload = fill(RESULT).replace(ServiceTest.KEY, "KEY");
        return "{\"event_type\":\"ASYNC_TASK_RESULT\",\"payload\":" + payload + "}";
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        String path = Objects.requireNonNull(request.getUrl()).encodedPath();
        boolean storage = path.startsWith("/bucket/");
        MockResponse.Builder answer = new MockResponse.Builder();
        if (status != 0) {
            return answer.code(status).body(refusal).build();
        }
        return switch (mood) {
            case NO_JSON -> answer.body("<html>" + ECHO).build();
            case CUT_SHORT -> answer.body(cut(body(request.getMethod(), path))).build();
            case OTHER_SHAPES -> answer.body(otherShapes()).build();
            case OLD_ENVELOPE ->
                answer.body("{\"code\":7,\"msg\":\"" + ECHO + "\"}").build();
            case REDIRECTS ->
                answer.code(302)
                        .setHeader("Location", LINK + "&key=" + ServiceTest.KEY)
                        .build();
            case RESETS ->
                answer.onResponseStart(new SocketEffect.CloseSocket()).build();
            case BREAKS_OFF ->
                answer.body(ECHO).onResponseBody(new SocketEffect.CloseSocket()).build();
            case SILENT -> answer.onResponseStart(SocketEffect.Stall.INSTANCE).build();
            case STORAGE_ECHOES ->
                storage
                        ? echo(answer)
                        : answer.body(body(request.getMethod(), path)).build();
            default ->
                storage
                        ? stored(answer, request)
                        : answer.body(body(request.getMethod(), path)).build();
        };
    }

    private static MockResponse stored(MockResponse.Builder answer, RecordedRequest request) {
        return "PUT".equals(request.getMethod())
                ? answer.build()
                : answer.body(new Buffer().write(Pictures.png(64))).build();
    }

    /** It never gets the key, but for a header that somebody else has added. */
    private static MockResponse echo(MockResponse.Builder answer) {
        String sent = "Bearer " + ServiceTest.KEY;
        return answer.code(400)
                .body("<Error><Code>InvalidArgument</Code><Message>Unsupported Authorization Type: " + sent + " for "
                        + LINK.replace("&", "&amp;") + "</Message><ArgumentName>Authorization</ArgumentName>"
                        + "<ArgumentValue>" + sent + "</ArgumentValue></Error>")
                .build();
    }

    private static String cut(String body) {
        return body.substring(0, body.length() - 5);
    }

    private static String otherShapes() {
        return "{\"task_id\":[\"%1$s\"],\"assets_id\":{\"%1$s\":1},\"models\":\"%1$s\",\"tasks\":\"%1$s\",\"task\":\"%1$s\"}"
                .formatted(ECHO);
    }

    private String body(String method, String path) {
        if (method.equals("POST")) {
            return fill(path.endsWith("training_dataset") ? SLOT : SUBMITTED);
        }
        return fill(
                switch (path) {
                    case "/v3/training/style", "/v3/training/subject" -> TRAINING;
                    case "/v3/training" -> TRAININGS;
                    case "/v3/async/task-result" -> RESULT;
                    case "/v3/model" -> MODELS;
                    case "/v3/user" -> "{\"msg\":\"ECHO\",\"credit_balance\":7,\"allow_features\":[\"ECHO\"]}";
                    default -> "{\"msg\":\"ECHO\",\"availableBalance\":7}";
                });
    }

    private String fill(String text) {
        return text.replace("ECHO", ECHO)
                .replace("LINK", link())
                .replace("TOKEN", "https://hooks.example.com/" + TOKEN)
                .replace("WORD", mood == Mood.UNLUCKY ? "FAILED" : "SUCCESS")
                .replace("STATE", mood == Mood.UNLUCKY ? "FAILED" : "SUCCEED");
    }

    private static final String SUBMITTED = "{\"msg\":\"ECHO\",\"task_id\":\"t-1\",\"data\":{\"task_id\":\"t-1\"}}";
    private static final String SLOT =
            "{\"msg\":\"ECHO\",\"assets_id\":\"1\",\"upload_url\":\"LINK\",\"method\":\"PUT\","
                    + "\"headers\":{\"Authorization\":{\"values\":[\"ECHO\"]}}}";
    private static final String TRAINING =
            "{\"msg\":\"ECHO\",\"task_id\":\"t-1\",\"task_status\":\"WORD\",\"model_type\":\"ECHO\","
                    + "\"models\":[{\"model_name\":\"ECHO\",\"model_status\":\"SERVING\"}],\"extra\":{\"eta_relative\":1}}";
    private static final String TRAININGS = "{\"msg\":\"ECHO\",\"tasks\":[{\"task_name\":\"ECHO\",\"task_id\":\"t-1\","
            + "\"task_type\":\"ECHO\",\"task_status\":\"ECHO\",\"created_at\":1,\"models\":[{\"model_name\":\"ECHO\"}]}],"
            + "\"pagination\":{\"next_cursor\":\"\"}}";
    private static final String RESULT = "{\"msg\":\"ECHO\",\"task\":{\"task_id\":\"t-1\",\"task_type\":\"ECHO\","
            + "\"status\":\"TASK_STATUS_STATE\",\"reason\":\"ECHO\"},\"images\":[{\"image_url\":\"LINK\","
            + "\"image_type\":\"png\",\"nsfw_detection_result\":{\"valid\":true}}],\"videos\":[\"ECHO\"],"
            + "\"extra\":{\"seed\":\"1\",\"debug_info\":{\"request_info\":\"ECHO\"},\"webhook\":{\"url\":\"TOKEN\"}}}";
    private static final String MODELS =
            "{\"msg\":\"ECHO\",\"models\":[{\"id\":1,\"name\":\"ECHO\",\"sd_name\":\"ECHO\","
                    + "\"sd_name_in_api\":\"ECHO\",\"type\":{\"name\":\"lora\",\"display_name\":\"ECHO\"},\"tags\":[\"ECHO\"],"
                    + "\"download_url\":\"LINK\",\"cover_url\":\"LINK\",\"source\":\"ECHO\"}],\"pagination\":{}}";
}
