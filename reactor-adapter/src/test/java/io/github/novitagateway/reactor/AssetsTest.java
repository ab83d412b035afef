package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.asset.UploadedImage;
import io.github.novitagateway.error.NovitaException.MalformedResponseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class AssetsTest extends StorageTest {

    private static final int SEVERAL_CHUNKS = 100_001;

    @TempDir
    Path directory = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"int-id", "string-id", "minimal", "long-expiry"})
    void uploadsAFileToTheSlotItGets(String variant) throws Exception {
        String golden = "upload-url." + variant + ".response.json";
        byte[] content = Pictures.png(SEVERAL_CHUNKS);
        ImageSource file = ImageSource.file(Files.write(directory.resolve("hill.png"), content));
        answer(slot(golden));
        answer("s3-put.ok.http.json");

        UploadedImage uploaded = value(novita.assets().upload(file));

        RecordedRequest asked = request();
        assertIsAuthorized(asked);
        assertThat(asked.getMethod()).isEqualTo("POST");
        assertThat(asked.getTarget()).isEqualTo(SLOTS);
        assertThat(json(asked)).isEqualTo(Golden.json("upload-url.request.json"));
        RecordedRequest put = request();
        assertThat(put.getMethod()).isEqualTo("PUT");
        assertThat(put.getTarget()).isEqualTo(targetOf(Golden.json(golden))).contains("%2F");
        assertThat(bytes(put)).isEqualTo(content);
        assertThat(uploaded).isEqualTo(new UploadedImage(idOf(Golden.json(golden)), file, 0));
    }

    /** The id as the service wrote it: a number stays a number. */
    private static AssetId idOf(JsonNode slot) {
        JsonNode id = slot.get("assets_id");
        return id.isString() ? AssetId.of(id.stringValue()) : AssetId.of(id.longValue());
    }

    @Test
    void tellsTheStorageTheTypeAndTheLengthAndNothingOfTheCaller() throws Exception {
        answer(slot("upload-url.string-id.response.json"));
        answer("s3-put.ok.http.json");

        value(novita.assets().upload(ImageSource.bytes("hill", Pictures.webp(SEVERAL_CHUNKS))));

        request();
        RecordedRequest put = request();
        assertThat(put.getHeaders().names())
                .usingElementComparator(String::compareToIgnoreCase)
                .containsExactlyInAnyOrder("Host", "User-Agent", "Accept", "Content-Type", "Content-Length");
        assertThat(put.getHeaders().get("Content-Type")).isEqualTo("image/webp");
        assertThat(put.getHeaders().get("Content-Length")).isEqualTo(Integer.toString(SEVERAL_CHUNKS));
        assertThat(put.getHeaders().get("Host")).isEqualTo(server.getHostName() + ":" + server.getPort());
        assertThat(put.getHeaders().get("User-Agent")).isEqualTo("novita-gateway-java/0.1.0");
        assertThat(put.getChunkSizes()).as("chunks").isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 16 * 1024, 16 * 1024 + 1, 3 * 1024 * 1024})
    void sendsBytesFromMemoryAsTheyAre(int length) throws Exception {
        byte[] content = Pictures.jpeg(length);
        answer(slot("upload-url.string-id.response.json"));
        answer("s3-put.ok.http.json");

        value(novita.assets().upload(ImageSource.bytes("hill", content)));

        assertThat(json(request()).get("file_extension").stringValue()).isEqualTo("jpeg");
        assertThat(bytes(request())).isEqualTo(content);
    }

    @Test
    void asksForTheFormatOfTheBytesNotOfTheName() throws Exception {
        Path misnamed = Files.write(directory.resolve("photo.png"), Pictures.jpeg(500));
        answer(slot("upload-url.string-id.response.json"));
        answer("s3-put.ok.http.json");

        value(novita.assets().upload(ImageSource.file(misnamed)));

        assertThat(json(request()).get("file_extension").stringValue()).isEqualTo("jpeg");
        assertThat(request().getHeaders().get("Content-Type")).isEqualTo("image/jpeg");
    }

    @Test
    void readsAndSendsNothingBeforeSubscriptionAndEverythingAgainOnTheNext() throws IOException {
        Path file = directory.resolve("later.png");
        Mono<UploadedImage> upload = novita.assets().upload(ImageSource.file(file));
        Files.write(file, Pictures.png(100));
        for (int i = 0; i < 2; i++) {
            answer(slot("upload-url.string-id.response.json"));
            answer("s3-put.ok.http.json");
        }

        assertThat(server.getRequestCount()).isZero();
        value(upload);
        assertThat(server.getRequestCount()).isEqualTo(2);
        value(upload);
        assertThat(server.getRequestCount()).isEqualTo(4);
    }

    @Test
    void repeatsTheRequestForASlot() {
        answer("error.500.create-task-failed.response.json", "error.429.response.json");
        answer(slot("upload-url.string-id.response.json"));
        answer("s3-put.ok.http.json");

        value(novita.assets().upload(Pictures.numbered(1)));

        assertThat(server.getRequestCount()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not a url", "/only/a/path", "mailto:somebody@example.org", "ftp://example.org/a.png"})
    void refusesASlotWhoseAddressCannotTakeAPicture(String url) {
        ObjectNode slot = (ObjectNode) Golden.json("upload-url.string-id.response.json");
        answer(new MockResponse.Builder()
                .body(slot.put("upload_url", url).toString())
                .build());

        StepVerifier.create(novita.assets().upload(Pictures.numbered(1)))
                .expectError(MalformedResponseException.class)
                .verify(LONG);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void refusesASlotThatAsksForAnotherMethod() {
        ObjectNode slot = (ObjectNode) Golden.json("upload-url.string-id.response.json");
        answer(new MockResponse.Builder()
                .body(slot.put("method", "POST").toString())
                .build());

        StepVerifier.create(novita.assets().upload(Pictures.numbered(1)))
                .expectError(MalformedResponseException.class)
                .verify(LONG);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aHeaderWithoutValuesCostsNoSlot() {
        String odd = "{\"Host\":null,\"X\":{\"values\":null}}";
        ObjectNode slot = (ObjectNode) Golden.json("upload-url.string-id.response.json");
        slot.put("upload_url", server.url("/test/1.png").toString()).set("headers", Golden.JSON.readTree(odd));
        answer(new MockResponse.Builder().body(slot.toString()).build());
        answer("s3-put.ok.http.json");

        assertThat(value(novita.assets().upload(Pictures.numbered(1))).index()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"assets_id", "upload_url"})
    void refusesASlotWithout(String field) {
        ObjectNode slot = (ObjectNode) Golden.json("upload-url.string-id.response.json");
        slot.remove(field);
        answer(new MockResponse.Builder().body(slot.toString()).build());

        StepVerifier.create(novita.assets().upload(Pictures.numbered(1)))
                .expectError(MalformedResponseException.class)
                .verify(LONG);
    }
}
