package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.novitagateway.reactor.PresignedPut.S3Error;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class S3ErrorTest {

    private static final String GOLDEN = "s3-put.error.signature-mismatch.http.json";

    private static S3Error parse(String body) {
        return S3Error.parse(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void keepsCodeAndMessageAlone() {
        S3Error error = parse(Golden.json(GOLDEN).get("body").stringValue());

        assertThat(error)
                .isEqualTo(new S3Error(
                        "SignatureDoesNotMatch",
                        "The request signature we calculated does not match the signature you provided."
                                + " Check your key and signing method."));
    }

    @Test
    void readsNamespacesAndEscapes() {
        assertThat(parse("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + "<Error xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Code>SlowDown</Code>"
                        + "<Message>caf\u00e9 &amp; more</Message></Error>"))
                .isEqualTo(new S3Error("SlowDown", "caf\u00e9 & more"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Service Unavailable",
                "{\"code\":500}",
                "<html><body>Bad gateway<br></body></html>",
                "<",
                "\u0000"
            })
    void whatIsNoErrorDocumentHasNoCode(String body) {
        assertThat(parse(body)).isEqualTo(new S3Error(null, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "<Error><Code>SlowDown</Code><Message>wait</Mess, SlowDown",
        "<Error><Code>SlowDown</Code>, SlowDown",
        "<Error><Code>Slow,"
    })
    void aCutDocumentTellsWhatCameBeforeTheCut(String body, @Nullable String code) {
        assertThat(parse(body)).isEqualTo(new S3Error(code, ""));
    }

    @Test
    void emptyElementsReadAsEmpty() {
        assertThat(parse("<Error><Code/><Message/></Error>").message()).isEmpty();
    }

    @Test
    void readsNoForeignFile(@TempDir Path directory) throws IOException {
        Path secret = Files.writeString(directory.resolve("secret.txt"), "do not tell");
        S3Error error = parse("<!DOCTYPE Error [<!ENTITY secret SYSTEM \"" + secret.toUri() + "\">]>"
                + "<Error><Code>SlowDown</Code><Message>&secret;</Message></Error>");

        assertThat(error.message()).doesNotContain("do not tell");
    }

    @Test
    void asksNoForeignHost() throws IOException {
        try (MockWebServer host = new MockWebServer()) {
            host.enqueue(new MockResponse.Builder()
                    .body("<!ENTITY said \"something\">")
                    .build());
            host.start();
            String url = host.url("/evil.dtd").toString();
            parse("<!DOCTYPE Error SYSTEM \"" + url + "\"><Error><Message>&said;</Message></Error>");
            parse("<!DOCTYPE Error [<!ENTITY % all SYSTEM \"" + url + "\"> %all;]><Error><Code>A</Code></Error>");

            assertThat(host.getRequestCount()).isZero();
        }
    }

    @Test
    void entitiesDoNotMultiply() {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE Error [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 40; i++) {
            laughs.append("<!ENTITY a%d \"&a%d;&a%d;\">".formatted(i, i - 1, i - 1));
        }
        laughs.append("]><Error><Code>SlowDown</Code><Message>&a39;</Message></Error>");

        assertThat(parse(laughs.toString()).message().length()).isLessThan(100);
    }

    @Test
    void noBytesMakeItFailOrPrint() {
        byte[] golden = Golden.json(GOLDEN).get("body").stringValue().getBytes(StandardCharsets.UTF_8);
        Random random = new Random(42);
        PrintStream stderr = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            for (int i = 0; i < 5_000; i++) {
                byte[] body = Arrays.copyOf(golden, random.nextInt(golden.length));
                for (int j = 0; j < body.length && j < 5; j++) {
                    body[random.nextInt(body.length)] = (byte) random.nextInt(256);
                }
                assertThatCode(() -> S3Error.parse(body)).doesNotThrowAnyException();
            }
        } finally {
            System.setErr(stderr);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
