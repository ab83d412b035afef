package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class StorageTest extends ClockedSandboxTest {
    private static final byte[] CONTENT = {1, 2, 3};

    @ParameterizedTest
    @ValueSource(strings = {"png", "webp", "jpeg"})
    void givesASlotInTheDocumentedForm(String extension) {
        JsonNode slot = visitor.slot(extension);
        String id = slot.get("assets_id").stringValue();
        assertThat(id).matches("[0-9a-f]{32}");
        assertThat(slot.get("method").stringValue()).isEqualTo("PUT");
        assertThat(slot.at("/headers/Host/values/0").stringValue()).isEqualTo(visitor.host());
        assertThat(slot.get("upload_url").stringValue())
                .matches("\\Qhttp://" + visitor.host() + "/storage/prod/" + id + "." + extension + "\\E"
                        + "\\?X-Amz-Algorithm=AWS4-HMAC-SHA256"
                        + "&X-Amz-Credential=SANDBOX[0-9A-F]{12}%2F20260304%2Fap-southeast-1%2Fs3%2Faws4_request"
                        + "&X-Amz-Date=20260304T050607Z&X-Amz-Expires=120&X-Amz-SignedHeaders=host&x-id=PutObject"
                        + "&X-Amz-Signature=[0-9a-f]{64}");
    }

    @Test
    void answersTheGoldenSlotRequest() {
        assertThat(visitor.post("/v3/assets/training_dataset", Golden.body("upload-url.request"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void givesNoSlotForOtherExtensions() {
        visitor.post("/v3/assets/training_dataset", "{\"file_extension\":\"jpg\"}")
                .isRefused(400, "VALIDATOR", "FileExtension", "[png, webp, jpeg]", "\"jpg\"");
    }

    @Test
    void keepsWhatWasPutByteForByteAndAnswersItsMd5() {
        byte[] content = new byte[3_000_000];
        new Random(7).nextBytes(content);
        JsonNode slot = visitor.slot("png");

        Answer answer = visitor.put(url(slot), content);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.bytes()).isEmpty();
        assertThat(answer.header("ETag")).matches("\"[0-9a-f]{32}\"");
        assertThat(sandbox.ledger().storedImages())
                .containsOnlyKeys(slot.get("assets_id").stringValue())
                .allSatisfy((id, stored) -> assertThat(stored).isEqualTo(content));
    }

    @Test
    void answersTheMd5OfTheContentAsETag() {
        assertThat(visitor.put(url(visitor.slot("png")), "abc".getBytes(StandardCharsets.UTF_8))
                        .header("ETag"))
                .isEqualTo("\"900150983cd24fb0d6963f7d28e17f72\"");
    }

    @Test
    void replacesTheContentWhenTheUrlIsUsedAgain() {
        JsonNode slot = visitor.slot("png");
        visitor.put(url(slot), CONTENT);
        assertThat(visitor.put(url(slot), new byte[] {9}).status()).isEqualTo(200);
        assertThat(sandbox.ledger().storedImages().values()).containsExactly(new byte[] {9});
    }

    @Test
    void refusesATamperedSignature() {
        String url = url(visitor.slot("png"));
        String last = url.endsWith("0") ? "1" : "0";
        visitor.put(url.substring(0, url.length() - 1) + last, CONTENT)
                .isRefusedByStorage(
                        403,
                        "SignatureDoesNotMatch",
                        "<StringToSign>AWS4-HMAC-SHA256\n20260304",
                        "<SignatureProvided>");
        assertThat(sandbox.ledger().storedImages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"&x-id=PutObject", "&X-Amz-SignedHeaders=host"})
    void refusesAUrlFromWhichAPartWasDropped(String part) {
        visitor.put(url(visitor.slot("png")).replace(part, ""), CONTENT)
                .isRefusedByStorage(403, "SignatureDoesNotMatch");
    }

    @Test
    void refusesALongerLifeThanWasSigned() {
        visitor.put(url(visitor.slot("png")).replace("Expires=120", "Expires=600"), CONTENT)
                .isRefusedByStorage(403, "SignatureDoesNotMatch");
    }

    @Test
    void refusesAnotherPath() {
        visitor.put(url(visitor.slot("png")).replace(".png?", ".jpeg?"), CONTENT)
                .isRefusedByStorage(403, "SignatureDoesNotMatch");
    }

    @Test
    void refusesAnotherMethod() {
        visitor.send(visitor.request(url(visitor.slot("png"))).POST(BodyPublishers.ofByteArray(CONTENT)))
                .isRefusedByStorage(403, "SignatureDoesNotMatch");
    }

    @Test
    void refusesAnotherHost() {
        String url = url(visitor.slot("png"));
        URI uri = URI.create(url);
        String answer = visitor.sendRaw("PUT " + uri.getRawPath() + "?" + uri.getRawQuery()
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 403 ").contains("SignatureDoesNotMatch");
    }

    @Test
    void refusesAUrlWithoutSignature() {
        String url = url(visitor.slot("png"));
        visitor.put(url.substring(0, url.indexOf('?')), CONTENT).isRefusedByStorage(403, "AccessDenied");
    }

    @Test
    void refusesAnExpiredUrlAndTellsTheTimes() {
        String url = url(visitor.slot("png"));
        clock.forward(Duration.ofMinutes(2));
        assertThat(visitor.put(url, CONTENT).status()).isEqualTo(200);
        clock.forward(Duration.ofSeconds(1));
        visitor.put(url, CONTENT)
                .isRefusedByStorage(
                        403,
                        "AccessDenied",
                        "<Message>Request has expired</Message><X-Amz-Expires>120</X-Amz-Expires>"
                                + "<Expires>2026-03-04T05:08:07Z</Expires><ServerTime>2026-03-04T05:08:08Z</ServerTime>");
    }

    @Test
    void refusesTheApiKeyAndEchoesIt() {
        visitor.send(visitor.request(url(visitor.slot("png")))
                        .header("Authorization", "Bearer a<b")
                        .PUT(BodyPublishers.ofByteArray(CONTENT)))
                .isRefusedByStorage(
                        400,
                        "InvalidArgument",
                        "<Message>Unsupported Authorization Type</Message><ArgumentName>Authorization</ArgumentName>"
                                + "<ArgumentValue>Bearer a&lt;b</ArgumentValue>");
    }

    @Test
    void refusesASecondAwsSignature() {
        visitor.send(visitor.request(url(visitor.slot("png")))
                        .header("Authorization", "AWS4-HMAC-SHA256 Credential=x")
                        .PUT(BodyPublishers.ofByteArray(CONTENT)))
                .isRefusedByStorage(400, "InvalidArgument", "Only one auth mechanism allowed");
    }

    @Test
    void refusesUnsignedAmazonHeaders() {
        visitor.send(visitor.request(url(visitor.slot("png")))
                        .header("x-amz-acl", "private")
                        .PUT(BodyPublishers.ofByteArray(CONTENT)))
                .isRefusedByStorage(403, "AccessDenied", "<HeadersNotSigned>x-amz-acl</HeadersNotSigned>");
    }

    @Test
    void refusesChunkedUploads() {
        visitor.put(url(visitor.slot("png")), BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(CONTENT)))
                .isRefusedByStorage(501, "NotImplemented", "<Header>Transfer-Encoding</Header>");
    }

    @Test
    void refusesUploadsWithoutLength() {
        assertThat(visitor.sendRaw(rawPut("")))
                .startsWith("HTTP/1.1 411 ")
                .contains("<Code>MissingContentLength</Code>");
    }

    @Test
    void refusesMoreThan64MiBBeforeItReadsThem() {
        assertThat(visitor.sendRaw(rawPut("Content-Length: 67108865\r\n")))
                .startsWith("HTTP/1.1 400 ")
                .contains(
                        "<Code>EntityTooLarge</Code>",
                        "<ProposedSize>67108865</ProposedSize><MaxSizeAllowed>67108864</MaxSizeAllowed>");
    }

    @Test
    void storesNothingOfAnUploadThatBreaksOff() {
        visitor.sendRawAndHangUp(rawPut("Content-Length: 1000\r\n") + "only these");
        assertThat(visitor.put(url(visitor.slot("png")), CONTENT).status()).isEqualTo(200);
        assertThat(sandbox.ledger().storedImages()).hasSize(1);
    }

    @Test
    void goesOnServingAConnectionAfterARefusedUpload() {
        JsonNode slot = visitor.slot("png");
        byte[] large = new byte[5_000_000];
        for (int i = 0; i < 3; i++) {
            visitor.put(url(slot) + "0", large).isRefusedByStorage(403, "SignatureDoesNotMatch");
            assertThat(visitor.put(url(slot), large).status()).isEqualTo(200);
        }
    }

    private String rawPut(String headers) {
        URI uri = URI.create(url(visitor.slot("png")));
        return "PUT " + uri.getRawPath() + "?" + uri.getRawQuery() + " HTTP/1.1\r\nHost: " + visitor.host() + "\r\n"
                + headers + "Connection: close\r\n\r\n";
    }

    private static String url(JsonNode slot) {
        return slot.get("upload_url").stringValue();
    }
}
