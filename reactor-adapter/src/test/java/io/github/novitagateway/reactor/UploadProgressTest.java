package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.training.TrainingEvent;
import io.github.novitagateway.training.TrainingEvent.ImageUploaded;
import io.github.novitagateway.training.TrainingEvent.UploadProgress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.subscriber.TestSubscriber;

/** Progress of an upload, as a run tells it. */
class UploadProgressTest extends StorageTest {

    private static final int LENGTH = 1_000_000;

    @Test
    void progressGrowsToTheWholePictureThenThePictureIsStored() {
        TestSubscriber<TrainingEvent> reader = upload(TestSubscriber.create());

        reader.block(LONG);

        assertTellsTheUploadInOrder(reader.getReceivedOnNext());
    }

    @Test
    void aReaderThatComesLateReadsProgressBeforeThePicture() throws InterruptedException {
        TestSubscriber<TrainingEvent> reader =
                upload(TestSubscriber.builder().initialRequest(1).build());
        request();
        request();
        assertNoFurtherRequest();

        reader.request(Long.MAX_VALUE);
        reader.block(LONG);

        assertTellsTheUploadInOrder(reader.getReceivedOnNext());
    }

    private TestSubscriber<TrainingEvent> upload(TestSubscriber<TrainingEvent> reader) {
        answer(slot("upload-url.string-id.response.json"));
        answer("s3-put.ok.http.json");
        NovitaConfig config = config().build();
        GatewayLifecycle lifecycle = new GatewayLifecycle();
        Pace pace = new Pace(Schedulers.parallel(), () -> 0.5);
        Connections.Pools pools = new Connections.Pools();
        Connections connections = new Connections(config, pools, client -> client);
        ApiExchange exchange = new ApiExchange(config, connections, JsonCodec.strict(), lifecycle, pace, Observed.NOT);
        Assets assets = new Assets(
                exchange,
                new PresignedPut(config, connections, lifecycle, pace, Observed.NOT),
                new Notes(null, pace),
                QuotaLines.NONE,
                config,
                lifecycle);
        ImageSource picture = ImageSource.bytes("hill.png", Pictures.png(LENGTH));
        assets.uploadAllWithProgress(Flux.just(new Assets.Place(4, picture)), Set.of())
                .doFinally(end -> pools.dispose())
                .subscribe(reader);
        return reader;
    }

    private static void assertTellsTheUploadInOrder(List<TrainingEvent> events) {
        assertThat(events)
                .hasSizeGreaterThan(1)
                .last()
                .isInstanceOfSatisfying(
                        ImageUploaded.class,
                        stored -> assertThat(stored.image().index()).isEqualTo(4));
        assertThat(events.subList(0, events.size() - 1))
                .allSatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                UploadProgress.class,
                                progress -> assertThat(progress.totalBytes()).isEqualTo(LENGTH)))
                .extracting(event -> ((UploadProgress) event).bytesSent())
                .isSorted();
    }
}
