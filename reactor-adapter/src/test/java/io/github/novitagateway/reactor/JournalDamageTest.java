package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.novitagateway.error.NovitaException.JournalException;
import io.github.novitagateway.reactor.TaskJournal.PaidTask;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are not as they were written: what is mended, and what is refused and stays. */
class JournalDamageTest extends JournalOnDisk {

    private void assertReopeningRefused(String reason) {
        reopen();
        assertRefused(reason);
    }

    @Test
    void tornLastLineIsCutWhereverItTore() throws IOException {
        note(INTENT, START);
        journal.close();
        byte[] whole = Files.readAllBytes(file);
        int lastLine = whole.length - lines().get(2).length() - 1;

        for (int length = lastLine; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            reopen();
            assertThat(unfinished())
                    .as("cut at " + length)
                    .containsExactly(new PaidTask(INTENT, null, List.of(), null));
            assertThat(file).hasSize(lastLine);
            note(START);
            assertThat(file).hasBinaryContent(whole);
            journal.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"entry\":\"ended\",\"ta\n", "\0\0\0\0", "\0\0\0\n", "\n", "{}"})
    void lastLineThatIsNoJsonIsCut(String rest) throws IOException {
        note(INTENT);
        journal.close();
        byte[] whole = Files.readAllBytes(file);
        Files.writeString(file, Files.readString(file) + rest);
        reopen();

        expectUnfinished(new PaidTask(INTENT, null, List.of(), null));

        assertThat(file).hasBinaryContent(whole);
        assertThat(log.lines())
                .containsExactly("the last line of journal " + file + " was not whole and is cut off: " + rest.length()
                        + " bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"entry\":\"start\n",
                "\n",
                "{}\n",
                "{\"entry\":\"paused\",\"key\":\"k1\",\"at\":\"2026-03-01T12:00:00Z\"}\n",
                "{\"entry\":\"refused\",\"at\":\"2026-03-01T12:00:00Z\"}\n",
                "{\"entry\":\"refused\",\"key\":\"k1\",\"why\":1,\"at\":\"2026-03-01T12:00:00Z\"}\n"
            })
    void unreadableLineInTheMiddleIsRefusedByItsNumber(String line) throws IOException {
        note(INTENT, START);
        journal.close();
        String text =
                Files.readString(file).replace("\n{\"entry\":\"started\"", "\n" + line + "{\"entry\":\"started\"");
        Files.writeString(file, text);

        assertReopeningRefused("line 3 of it cannot be read");

        assertThat(file).hasContent(text);
    }

    @Test
    void wholeLineOfAnUnknownKindIsRefusedInTheLastPlaceToo() throws IOException {
        note(INTENT);
        journal.close();
        Files.writeString(file, Files.readString(file) + "{\"entry\":\"paused\",\"key\":\"k1\"}\n");

        assertReopeningRefused("line 3 of it cannot be read");
    }

    @Test
    void laterVersionIsRefused() throws IOException {
        Files.writeString(file, HEADER.replace("1", "2") + "\n{\"entry\":\"paused\"}\n");

        assertReopeningRefused("it is of version 2, and version 1 is the latest that can be read here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"dear diary\n", "{\"journal\":\"novita\"}\n", "{\"version\":1}\n", "{\"journal\":\"nov", "\n"})
    void fileThatIsNoJournalIsRefusedAndStays(String text) throws IOException {
        Files.writeString(file, text);

        assertReopeningRefused("it is no journal");

        assertThat(file).hasContent(text);
        Files.delete(file);
        note(INTENT);
    }

    @Test
    void directoryInItsPlaceIsRefused() throws IOException {
        Files.createDirectory(file);
        Files.createFile(file.resolve("x"));

        assertThatThrownBy(this::unfinished).isInstanceOf(JournalException.class);
    }
}
