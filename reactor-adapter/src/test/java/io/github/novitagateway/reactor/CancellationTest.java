package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.ImageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever cancels hangs up: nothing goes on behind his back. */
class CancellationTest extends StorageTest {

    private static final String SLOT = "upload-url.string-id.response.json";

    @TempDir
    Path directory = Path.of("");

    private RawServer silent = new RawServer();

    CancellationTest() throws IOException {}

    @BeforeEach
    void listen() throws IOException {
        silent.close();
        silent = new RawServer();
    }

    @AfterEach
    void hangUp() throws IOException {
        silent.close();
    }

    @Test
    void cancellingAnUploadClosesTheConnectionToTheStorage() throws Exception {
        answer(slot(SLOT, silent.uri()));
        var running = novita.assets().upload(Pictures.numbered(1)).subscribe();
        assertThat(silent.head()).contains("HTTP/1.1");

        running.dispose();

        assertThat(silent.isHungUpOn()).isTrue();
    }

    @RepeatedTest(10)
    void cancellingWhileTheFileIsReadLosesNoBuffer() throws Exception {
        Path file = Files.write(directory.resolve("large.png"), Pictures.png(20_000_000));
        answer(slot(SLOT, silent.uri()));
        var running = novita.assets().upload(ImageSource.file(file)).subscribe();
        assertThat(silent.head()).contains("HTTP/1.1");

        running.dispose();

        assertThat(silent.isHungUpOn()).isTrue();
    }

    @Test
    void cancellingACallClosesTheConnectionToTheService() throws Exception {
        novita.close();
        novita = gateway(config().baseUrl(silent.uri()).build());
        var running = novita.assets().upload(Pictures.numbered(1)).subscribe();
        assertThat(silent.head()).contains("HTTP/1.1");

        running.dispose();

        assertThat(silent.isHungUpOn()).isTrue();
    }
}
