package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.asset.UploadedImage;
import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.error.UploadException;
import io.github.novitagateway.reactor.TaskJournal.Stored;
import io.github.novitagateway.training.DatasetImage.ImageToUpload;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import io.github.novitagateway.training.StyleTrainingRequest;
import io.github.novitagateway.training.TrainingEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

/** Pictures that are stored already are not sent again while the journal holds them good. */
class JournaledUploadTest extends ServiceTest {

    private final RecordingJournal journal = new RecordingJournal();

    private final Map<String, byte[]> stored = new ConcurrentHashMap<>();
    private final AtomicInteger slots = new AtomicInteger();
    private final AtomicInteger puts = new AtomicInteger();
    private volatile int refusedPut = -1;

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void takePictures() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answerTo(request);
            }
        });
        restart(journal);
    }

    private MockResponse answerTo(RecordedRequest request) {
        String path = request.getUrl().encodedPath();
        if ("PUT".equals(request.getMethod())) {
            boolean refused = puts.incrementAndGet() == refusedPut;
            if (!refused) {
                stored.put(path, StorageTest.bytes(request));
            }
            return refused
                    ? Golden.answer("s3-put.error.signature-mismatch.http.json")
                    : Golden.answer("s3-put.ok.http.json");
        }
        return switch (path) {
            case "/v3/assets/training_dataset" -> {
                int number = slots.incrementAndGet();
                yield json("{\"assets_id\":\"a%d\",\"upload_url\":\"%s\",\"method\":\"PUT\"}"
                        .formatted(number, server.url("/put/a" + number + "?X-Amz-Expires=120")));
            }
            case "/v3/training/style" ->
                "GET".equals(request.getMethod())
                        ? Golden.answer("training-style.get.success-serving.response.json")
                        : json("{\"task_id\":\"t1\"}");
            default -> throw new IllegalArgumentException(path);
        };
    }

    private static MockResponse json(String body) {
        return new MockResponse.Builder().body(body).build();
    }

    @Test
    void aHalfUploadedDataSetGoesOnInAnotherProcessWithoutSendingAPictureAgain() throws IOException {
        Path file = folder.resolve("journal");
        List<ImageSource> pictures = pictures(6);
        refusedPut = 4;
        try (FileTaskJournal first = FileTaskJournal.at(file)) {
            restart(first);
            assertThatExceptionOfType(UploadException.class).isThrownBy(() -> upload(pictures));
        }
        int half = stored.size();

        List<UploadedImage> uploaded;
        try (FileTaskJournal second = FileTaskJournal.at(file)) {
            restart(second);
            uploaded = upload(pictures);
        }

        assertThat(half).isBetween(1, 5);
        assertThat(stored).hasSize(6);
        assertThat(uploaded)
                .extracting(UploadedImage::id)
                .doesNotHaveDuplicates()
                .hasSize(6);
        assertThat(Files.readString(file)).doesNotContain("X-Amz", "http");
    }

    @Test
    void aPictureIsKnownByItsBytesNotByItsName() throws IOException {
        ImageSource hill = ImageSource.bytes("hill.png", Pictures.png(5_000));
        Path copy = Files.write(folder.resolve("copy.png"), Pictures.png(5_000));

        AssetId first = id(hill);

        assertThat(id(ImageSource.file(copy))).isEqualTo(first);
        assertThat(id(ImageSource.bytes("other.png", Pictures.png(5_001)))).isNotEqualTo(first);
        assertThat(journal.entries(Stored.class).get(0).sha256()).matches("[0-9a-f]{64}");
        assertThat(stored).hasSize(2);
    }

    @Test
    void picturesAlikeInOneDataSetGetAnIdEach() {
        ImageSource hill = ImageSource.bytes("hill.png", Pictures.png(5_000));
        id(hill);

        assertThat(upload(List.of(hill, hill, hill)))
                .extracting(UploadedImage::id)
                .doesNotHaveDuplicates();
        assertThat(stored).hasSize(3);
    }

    @Test
    void aRunTakesNoIdThatItsDataSetHasAlready() {
        ImageSource hill = ImageSource.bytes("hill.png", Pictures.png(5_000));
        AssetId known = id(hill);
        StyleTrainingRequest request =
                StyleTrainingRequest.builder("ink-hills", "v1-5-pruned-emaonly").build();

        TrainingEvent end = novita.trainings()
                .run(request, List.of(TrainingImage.of(known, "a hill"), ImageToUpload.of(hill, "a hill again")))
                .blockLast(LONG);

        assertThat(end).isInstanceOf(TrainingEvent.Ready.class);
        assertThat(stored).hasSize(2);
    }

    @Test
    void aJournalThatFailsCostsNoPicture() {
        journal.refuse(entry -> true);

        id(ImageSource.bytes("hill.png", Pictures.png(5_000)));
        id(ImageSource.bytes("hill.png", Pictures.png(5_000)));

        assertThat(stored).hasSize(2);
    }

    @Test
    void whenItWasStoredIsNoted() {
        Instant before = Instant.now().minusMillis(1);

        id(ImageSource.bytes("hill.png", Pictures.png(5_000)));

        assertThat(journal.entries(Stored.class))
                .singleElement()
                .satisfies(stored -> assertThat(stored.at()).isBetween(before, Instant.now()));
    }

    private AssetId id(ImageSource picture) {
        return value(novita.assets().upload(picture)).id();
    }

    private List<UploadedImage> upload(List<ImageSource> pictures) {
        return values(novita.assets().uploadAll(Flux.fromIterable(pictures), 2));
    }

    private List<ImageSource> pictures(int count) {
        Stream<byte[]> contents = IntStream.range(0, count).mapToObj(number -> Pictures.png(4_000 + number));
        return contents.map(bytes -> ImageSource.bytes(bytes.length + ".png", bytes))
                .toList();
    }

    private void restart(TaskJournal with) {
        novita.closeLater().block(LONG);
        novita = NovitaGateway.builder(config().retry(RetryPolicy.none()).build())
                .codec(JsonCodec.strict())
                .trainingPolling(PollingPolicy.fixed(Duration.ofMillis(50)))
                .journal(with)
                .build();
    }
}
