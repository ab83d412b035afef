package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.error.ApiException.ApiError;
import io.github.novitagateway.reactor.ErrorDecoder.Reasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's table of reasons says what the gateway does. */
class ReadmeReasonsTest {

    private static final Pattern ROW =
            Pattern.compile("^\\| (`[A-Z_]+`.*) \\| `(\\w+Exception)` \\|$", Pattern.MULTILINE);
    private static final Pattern REASON = Pattern.compile("`([A-Z_]+)`");

    @Test
    void readmeListsEachReasonWithTheTypeThatItBecomes() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("../README.md")));
        while (row.find()) {
            REASON.matcher(row.group(1)).results().forEach(reason -> documented.put(reason.group(1), row.group(2)));
        }

        Map<String, String> actual = new TreeMap<>();
        Reasons.BY_REASON.forEach((reason, type) -> actual.put(
                reason,
                type.apply(new ApiError(400, 400, reason, "", Map.of(), null))
                        .getClass()
                        .getSimpleName()));

        assertThat(documented).isEqualTo(actual);
    }
}
