package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.error.DownloadException;
import io.github.novitagateway.image.GeneratedImage;
import io.github.novitagateway.task.TaskId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that takes no more in the middle of a file: the kernel refuses, since the process may write no longer ones.
 */
class FullDiskTest extends DownloadTest {

    private static final Path SHELL = Path.of("/bin/sh");
    private static final String AT_MOST_32_KIB = "ulimit -f 64 && exec \"$@\"";

    @Test
    void endsAsAFailureOfTheDiskAndLeavesNothing(@TempDir Path directory) throws Exception {
        assumeTrue(Files.isExecutable(SHELL), "a shell that can limit the length of files");
        answer(picture(Pictures.png(1_000_000)));
        Path report = directory.resolve("report");
        Path target = directory.resolve("target");

        Process process = new ProcessBuilder(
                        SHELL.toString(),
                        "-c",
                        AT_MOST_32_KIB,
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-XX:TieredStopAtLevel=1",
                        "-Dio.netty.transport.noNative=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Limited.class.getName(),
                        image().url(),
                        target.toString(),
                        report.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();

        assertThat(process.waitFor(25, TimeUnit.SECONDS)).isTrue();
        assertThat(report)
                .content()
                .startsWith("DISK image 0 of image/1: it could not be written")
                .contains("large");
        assertThat(target).isEmptyDirectory();
    }

    /** What runs under the limit. */
    static final class Limited {

        private Limited() {}

        public static void main(String[] arguments) throws IOException {
            NovitaConfig config = NovitaConfig.builder(ApiKey.of(KEY))
                    .baseUrl(URI.create("http://localhost"))
                    .build();
            GeneratedImage image = new GeneratedImage(TaskId.image("1"), 0, arguments[0], null, ImageFormat.PNG, null);
            try (NovitaGateway novita =
                    NovitaGateway.builder(config).codec(JsonCodec.strict()).build()) {
                Path file = value(novita.images().download(image, Path.of(arguments[1])));
                Files.writeString(Path.of(arguments[2]), "written: " + file);
            } catch (DownloadException failure) {
                Files.writeString(Path.of(arguments[2]), failure.reason() + " " + failure.getMessage());
            }
        }
    }
}
