package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table of {@code docs/fault-matrix.md} that a test makes: compared with it, or written to it with
 * {@code -Dfault.matrix.write=true}.
 */
final class DocumentSection {

    private static final Path DOCUMENT = Path.of("../docs/fault-matrix.md");
    private static final String TABLE = "((?:\\|[^\n]*\n)+)";

    private DocumentSection() {}

    static void assertHolds(String heading, String table) throws IOException {
        String document = Files.readString(DOCUMENT);
        Matcher kept = Pattern.compile("(?s)\n## " + Pattern.quote(heading) + "\n.*?\n" + TABLE)
                .matcher(document);
        assertThat(kept.find())
                .as("%s has a table under \"%s\"", DOCUMENT, heading)
                .isTrue();
        if (Boolean.getBoolean("fault.matrix.write")) {
            Files.writeString(DOCUMENT, document.substring(0, kept.start(1)) + table + document.substring(kept.end(1)));
        } else {
            assertThat(kept.group(1))
                    .as("%s, \"%s\"; -Dfault.matrix.write=true writes it", DOCUMENT, heading)
                    .isEqualTo(table);
        }
    }
}
