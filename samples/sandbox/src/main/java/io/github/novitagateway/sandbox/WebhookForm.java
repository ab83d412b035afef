package io.github.novitagateway.sandbox;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the end of a task is to be told.
 *
 * @param rehearsal the end that a test pretends; null when a real task is meant
 */
record WebhookForm(URI url, Drawing.@Nullable Stage rehearsal) {
    private record TestMode(boolean enabled, Drawing.Stage end) {}

    private static final List<String> SCHEMES = List.of("http", "https");
    private static final List<String> ENDS = List.of(Drawing.Stage.SUCCEED.word(), Drawing.Stage.FAILED.word());

    static WebhookForm read(Fields fields) {
        URI url = url(fields);
        TestMode mode = fields.object("test_mode", WebhookForm::testMode);
        return new WebhookForm(url, mode != null && mode.enabled() ? mode.end() : null);
    }

    private static URI url(Fields fields) {
        String text = fields.text("url", 1, Integer.MAX_VALUE);
        try {
            URI url = URI.create(text);
            if (url.getHost() != null && SCHEMES.contains(url.getScheme())) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw fields.invalid("url", "value must be a URL: " + e.getMessage());
        }
        throw fields.invalid("url", "value must be an http or https URL with a host");
    }

    private static TestMode testMode(Fields mode) {
        if (mode.raw("enabled") == null) {
            throw mode.invalid("enabled", "value is required");
        }
        boolean failed = mode.oneOf("return_task_status", ENDS).equals(Drawing.Stage.FAILED.word());
        return new TestMode(mode.flag("enabled"), failed ? Drawing.Stage.FAILED : Drawing.Stage.SUCCEED);
    }
}
