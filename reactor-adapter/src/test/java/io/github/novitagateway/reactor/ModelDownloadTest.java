package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.novitagateway.error.DownloadException;
import io.github.novitagateway.error.DownloadException.Reason;
import io.github.novitagateway.image.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.subscriber.TestSubscriber;

class ModelDownloadTest extends ServiceTest {

    private static final String NAME = "model_1.safetensors";
    private static final String TARGET = "/models/1?X-Amz-Credential=EXAMPLE%2Fus&X-Amz-Signature=0123456789";

    @TempDir
    Path directory = Path.of("");

    @Test
    void savesTheFileUnderItsNameAndAsksWithoutTheKey() throws InterruptedException {
        byte[] content = Pictures.png(300_000);
        answer(file(content));

        Path file = value(novita.models().download(model(NAME), directory.resolve("made/for/it")));

        assertThat(file).isEqualTo(directory.resolve("made/for/it/" + NAME)).hasBinaryContent(content);
        RecordedRequest get = request();
        assertThat(get.getMethod()).isEqualTo("GET");
        assertThat(get.getTarget()).isEqualTo(TARGET);
        assertThat(get.getHeaders().names())
                .usingElementComparator(String::compareToIgnoreCase)
                .containsExactlyInAnyOrder("Host", "User-Agent", "Accept");
        assertThat(get.getHeaders().toString()).doesNotContain(KEY);
    }

    @Test
    void theBoundForImagesIsNotThatForModels() {
        novita.close();
        novita = gateway(config().maxImageBytes(1000).build());
        answer(file(Pictures.png(1001)));

        assertThat(value(novita.models().download(model(NAME), directory))).hasSize(1001);
    }

    @Test
    void takesAFileThatJustFitsTheBoundAndRefusesOneByteMore() {
        answer(file(Pictures.png(1000)));
        answer(file(Pictures.png(1001)));
        answer(new MockResponse.Builder()
                .chunkedBody(new Buffer().write(Pictures.png(1001)), 100)
                .build());

        assertThat(value(novita.models().download(model("fits.bin"), directory, 1000)))
                .hasSize(1000);
        for (int i = 0; i < 2; i++) {
            assertFails(novita.models().download(model(NAME), directory, 1000), Reason.TOO_LARGE);
        }
        assertThat(directory).isDirectoryNotContaining("glob:**model*");
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void theBoundIsTwoGibibytesWhenTheCallerSaysNothing() {
        assertThat(Models.DEFAULT_MAX_MODEL_BYTES).isEqualTo(2_147_483_648L);
        answer(announced(Models.DEFAULT_MAX_MODEL_BYTES + 1));

        assertFails(novita.models().download(model(NAME), directory), Reason.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void aBoundBelowOneByteIsRefusedAtTheCall(long bound) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> novita.models().download(model(NAME), directory, bound))
                .withMessage("maxBytes must be at least 1 but was " + bound);
    }

    @Test
    void aFileThatBreaksOffIsFetchedAgainAndNeverSeenInPart() {
        byte[] content = Pictures.png(50_000);
        MockResponse brokenOff = new MockResponse.Builder()
                .body(new Buffer().write(content))
                .onResponseBody(new SocketEffect.CloseSocket())
                .build();
        answer(brokenOff);
        answer(file(content));
        for (int i = 0; i < 4; i++) {
            answer(brokenOff);
        }

        assertThat(value(novita.models().download(model(NAME), directory))).hasBinaryContent(content);
        assertFails(novita.models().download(model("other.safetensors"), directory), Reason.INTERRUPTED);
        assertThat(directory).isDirectoryContaining("glob:**" + NAME);
        assertThat(files()).isEqualTo(1);
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        Files.writeString(directory.resolve(NAME), "mine");

        assertFails(novita.models().download(model(NAME), directory), Reason.EXISTS);

        assertThat(directory.resolve(NAME)).hasContent("mine");
        assertThat(server.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd.safetensors, ______etc_passwd.safetensors",
        "'C:\\up\\..\\a b.pt', C__up____a_b.pt",
        "no-suffix, no-suffix.model",
        "two.dots.ckpt, two_dots.ckpt",
        "'a.b/../c', a_b__._c",
        ".., _.model",
        "'.', model.model",
        ".pt, model.pt",
        "'', by-name.pt",
        "'ink\u0000wash\n.safetensors', ink_wash_.safetensors",
        "水墨.safetensors, __.safetensors"
    })
    void oddNamesStayInTheirDirectory(String name, String saved) {
        answer(file(Pictures.png(10)));

        Path file = value(novita.models().download(model(name, "by-name.pt", address()), directory));

        assertThat(file.getParent()).isEqualTo(directory);
        assertThat(file.getFileName()).hasToString(saved);
    }

    @Test
    void aModelWithoutAnyNameHasAFileAllTheSame() {
        answer(file(Pictures.png(10)));

        Path file = value(novita.models().download(model("", "", address()), directory));

        assertThat(file).isEqualTo(directory.resolve("model.model"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "file:///etc/passwd", "/models/1", "ftp://example.org/1"})
    void aModelWithoutAnAddressOfTheWebIsRefused(String url) {
        String address = url.isEmpty() ? null : url;

        assertFails(novita.models().download(model(NAME, NAME, address), directory), Reason.REFUSED);
        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({"403, GONE", "404, GONE", "400, REFUSED", "302, REFUSED"})
    void aDefiniteRefusalIsNotRepeated(int status, Reason reason) {
        answer(new MockResponse.Builder().code(status).build());

        assertFails(novita.models().download(model(NAME), directory), reason);
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void oneAttemptMayTakeThirtyTimesTheDownloadTimeout() {
        VirtualClock clock = new VirtualClock();
        novita.close();
        novita = NovitaGateway.builder(
                        config().downloadTimeout(Duration.ofMinutes(1)).build())
                .scheduler(clock)
                .codec(JsonCodec.strict())
                .build();
        HeldBody body = new HeldBody(Pictures.png(50_000));
        TestSubscriber<Path> caller = download(body);
        TrainingRunService.await(() -> clock.waitsFor(Duration.ofMinutes(30)));

        body.letGo();

        caller.block(LONG);
        assertThat(caller.getReceivedOnNext()).containsExactly(directory.resolve(NAME));
    }

    /** What is left of the body is more than the sockets take in: a server that can write it all sees no hang-up. */
    @Test
    void cancellingHangsUpAndRemovesThePart() throws InterruptedException {
        HeldBody body = new HeldBody(Pictures.png(20_000_000));
        TestSubscriber<Path> caller = download(body);
        request();
        TrainingRunService.await(() -> files() == 1);

        caller.cancel();

        TrainingRunService.await(() -> files() == 0);
        body.letGo();
        assertThat(body.isHungUpOn()).isTrue();
    }

    private TestSubscriber<Path> download(HeldBody body) {
        answer(new MockResponse.Builder().body(body).build());
        TestSubscriber<Path> caller = TestSubscriber.create();
        novita.models().download(model(NAME), directory).subscribe(caller);
        return caller;
    }

    private int files() {
        return Objects.requireNonNull(directory.toFile().list()).length;
    }

    private void assertFails(Mono<?> download, Reason reason) {
        StepVerifier.create(download)
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(DownloadException.class, broken -> {
                            assertThat(broken.reason()).isEqualTo(reason);
                            assertThat(broken.taskId()).isNull();
                            assertThat(broken.what()).startsWith("model ");
                            assertThat(broken).hasMessageStartingWith("model ");
                            assertThat(broken).hasMessageNotContainingAny("X-Amz", "0123456789", KEY);
                        }))
                .verify(LONG);
    }

    private static MockResponse file(byte[] content) {
        return new MockResponse.Builder().body(new Buffer().write(content)).build();
    }

    /** Tells a length and sends nothing of it. */
    private static MockResponse announced(long length) {
        return new MockResponse.Builder()
                .setHeader("Content-Length", length)
                .onResponseBody(new SocketEffect.CloseSocket())
                .build();
    }

    private String address() {
        return server.url("/").toString().replaceAll("/$", "") + TARGET;
    }

    private Model model(String sdName) {
        return model(sdName, sdName, address());
    }

    static Model model(String sdName, String name, @Nullable String address) {
        return new Model(
                1L, name, sdName, "", "lora", List.of(), 1, address, null, List.of(), null, null, null, null, null,
                null, null, null);
    }
}
