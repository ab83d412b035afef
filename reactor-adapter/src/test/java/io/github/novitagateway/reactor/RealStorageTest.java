package io.github.novitagateway.reactor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.error.NovitaException.InvalidImageException;
import io.github.novitagateway.error.UploadException;
import io.github.novitagateway.reactor.TcpProxy.Line;
import io.github.novitagateway.reactor.TcpProxy.Way;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import mockwebserver3.MockResponse;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.test.StepVerifier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Against a server that speaks S3 and checks signatures, with addresses signed by Amazon's own library. */
class RealStorageTest extends StorageTest {

    private static final String BUCKET = "pictures";
    private static final String SECOND_AUTHORIZATION = "AWS somebody:else";
    private static final Duration LIFETIME = Duration.ofMinutes(2);
    private static final AwsBasicCredentials ACCOUNT = AwsBasicCredentials.create("local-identity", "local-credential");

    private final TransientNio2BlobStore store = new TransientNio2BlobStore();
    private final S3Proxy storage = S3Proxy.builder()
            .blobStore(store)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCOUNT.accessKeyId(), ACCOUNT.secretAccessKey())
            .build();
    private final TcpProxy wire = new TcpProxy(() -> URI.create("http://127.0.0.1:" + storage.getPort()));
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    @TempDir
    Path directory = Path.of("");

    RealStorageTest() throws IOException {}

    @BeforeEach
    void startStorage() throws Exception {
        storage.start();
        store.createContainer(BUCKET);
        wire.tap(sent);
    }

    @AfterEach
    void stopStorage() throws Exception {
        wire.close();
        storage.stop();
        store.close();
    }

    @ParameterizedTest
    @CsvSource({"png, 12", "jpeg, 16384", "webp, 100001", "png, 5000000"})
    void whatIsReadBackIsWhatWasSent(String format, int length) throws IOException {
        byte[] content = picture(format, length);
        answer(slotAt(presigned("file", LIFETIME)));
        answer(slotAt(presigned("memory", LIFETIME)));

        AssetId id = value(novita.assets()
                        .upload(ImageSource.file(Files.write(directory.resolve("hill." + format), content))))
                .id();
        value(novita.assets().upload(ImageSource.bytes("hill", content)));

        assertThat(id).isEqualTo(AssetId.of(7));
        assertThat(stored("file")).isEqualTo(content);
        assertThat(stored("memory")).isEqualTo(content);
        assertThat(store.blobMetadata(BUCKET, "file").contentType()).isEqualTo("image/" + format);
    }

    private static byte[] picture(String format, int length) {
        return switch (format) {
            case "png" -> Pictures.png(length);
            case "jpeg" -> Pictures.jpeg(length);
            default -> Pictures.webp(length);
        };
    }

    @Test
    void theLengthIsToldAndNothingGoesInChunks() {
        answer(slotAt(presigned("hill", LIFETIME)));

        value(novita.assets().upload(ImageSource.bytes("hill", Pictures.png(100_000))));

        assertThat(sentHead())
                .startsWith("PUT /pictures/hill?X-Amz-")
                .containsIgnoringCase("\r\ncontent-length: 100000\r\n")
                .doesNotContainIgnoringCase("transfer-encoding")
                .doesNotContainIgnoringCase("authorization:");
    }

    @Test
    void anEmptyPictureNeverGetsHere() throws IOException {
        Path empty = Files.createFile(directory.resolve("empty.png"));

        StepVerifier.create(novita.assets().upload(ImageSource.file(empty)))
                .expectError(InvalidImageException.class)
                .verify(LONG);
        assertThat(server.getRequestCount()).isZero();
        assertThat(puts()).isZero();
    }

    @Test
    void anAddressThatWasTamperedWithFailsAtOnce() {
        answer(slotAt(presigned("hill", LIFETIME).replaceAll("(X-Amz-Signature=)[^&]{8}", "$100000000")));

        assertRefused(403, "SignatureDoesNotMatch");
    }

    @Test
    void anotherBucketThanSignedForFailsAtOnce() {
        answer(slotAt(presigned("hill", LIFETIME).replace("/pictures/", "/others/")));

        assertRefused(403, "SignatureDoesNotMatch");
    }

    @Test
    void aBucketThatDoesNotExistFailsAtOnce() {
        store.deleteBucket(BUCKET);
        answer(slotAt(presigned("hill", LIFETIME)));

        assertRefused(404, "NoSuchBucket");
    }

    private void assertRefused(int status, String code) {
        StepVerifier.create(novita.assets().upload(Pictures.numbered(7)))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(UploadException.class, refused -> {
                            assertThat(refused.code()).isEqualTo(code);
                            assertThat(refused.status()).isEqualTo(status);
                        }))
                .verify(LONG);
        assertThat(server.getRequestCount()).as("slots").isOne();
        assertThat(puts()).isOne();
    }

    @Test
    void anAddressThatHasExpiredIsReplaced() throws IOException {
        String old = presigned("old", Duration.ofSeconds(1));
        Instant expired = Instant.now().plusMillis(2100);
        answer(slotAt(old));
        answer(slotAt(presigned("fresh", LIFETIME)));
        TrainingRunService.await(() -> Instant.now().isAfter(expired));

        value(novita.assets().upload(Pictures.numbered(7)));

        assertThat(puts()).isEqualTo(2);
        assertThat(store.blobExists(BUCKET, "old")).isFalse();
        assertThat(stored("fresh")).hasSize(32);
    }

    @Test
    void aPutThatBreaksInTheMiddleIsRepeatedOnTheSameSlot() throws IOException {
        byte[] content = Pictures.png(300_000);
        answer(slotAt(presigned("hill", LIFETIME)));
        wire.next(Line.up(Way.resetAfter(100_000)), Line.up(Way.closedAfter(100_000)), Line.down(Way.closedAfter(15)));

        value(novita.assets().upload(ImageSource.bytes("hill", content)));

        assertThat(stored("hill")).isEqualTo(content);
        assertThat(puts()).isEqualTo(4);
        assertThat(server.getRequestCount()).isOne();
    }

    @Test
    void aSecondAuthorizationWouldBeRefusedSoNoneIsSent() throws Exception {
        String address = presigned("hill", LIFETIME);
        assertThat(putWithAuthorization(address)).isEqualTo(403);
        novita.close();
        novita = NovitaGateway.builder(config().build())
                .codec(JsonCodec.strict())
                .httpClient(client -> client.headers(headers -> headers.set("Authorization", SECOND_AUTHORIZATION)))
                .build();
        answer(slotAt(address));

        value(novita.assets().upload(Pictures.numbered(7)));

        assertThat(stored("hill")).hasSize(32);
    }

    private static int putWithAuthorization(String address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", SECOND_AUTHORIZATION)
                .PUT(BodyPublishers.ofByteArray(Pictures.png(32)))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private String presigned(String key, Duration lifetime) {
        try (S3Presigner presigner = S3Presigner.builder()
                .endpointOverride(wire.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(ACCOUNT))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build()) {
            return presigner
                    .presignPutObject(put -> put.signatureDuration(lifetime)
                            .putObjectRequest(object -> object.bucket(BUCKET).key(key)))
                    .url()
                    .toString();
        }
    }

    private static MockResponse slotAt(String address) {
        return new MockResponse.Builder()
                .body("{\"assets_id\": 7, \"upload_url\": \"%s\", \"method\": \"PUT\"}".formatted(address))
                .build();
    }

    private byte[] stored(String key) throws IOException {
        try (var content = store.getBlob(BUCKET, key)) {
            return content.readAllBytes();
        }
    }

    private String sentHead() {
        String all = sent.toString(ISO_8859_1);
        return all.substring(0, all.indexOf("\r\n\r\n") + 2);
    }

    private long puts() {
        return Pattern.compile("PUT /\\S+ HTTP/1\\.1\r\n")
                .matcher(sent.toString(ISO_8859_1))
                .results()
                .count();
    }
}
