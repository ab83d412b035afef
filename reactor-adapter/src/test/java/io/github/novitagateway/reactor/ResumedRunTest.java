package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.error.UploadException;
import io.github.novitagateway.training.DatasetImage;
import io.github.novitagateway.training.DatasetImage.ImageToUpload;
import io.github.novitagateway.training.TrainingEvent;
import io.github.novitagateway.training.TrainingEvent.ImageUploaded;
import io.github.novitagateway.training.TrainingEvent.Ready;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.test.subscriber.TestSubscriber;

/** A run that broke off at one picture goes on from the pictures that are stored. */
@Timeout(30)
class ResumedRunTest {

    private static final int BAD = 6;

    private final TrainingRunService service =
            new TrainingRunService(WatchLimits.builder(Duration.ofMinutes(5)).build());

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void noPictureIsSentTwice() {
        service.tells(TrainingRunService.READY);
        List<DatasetImage> images = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            images.add(toUpload(i == BAD ? "refused" : "picture-" + i, i));
        }

        TestSubscriber<TrainingEvent> first = run(images);

        assertThat(first.expectTerminalError())
                .isInstanceOfSatisfying(
                        UploadException.class,
                        refused -> assertThat(refused.image()).isEqualTo("refused.png"));
        assertThat(service.submitted).isEmpty();

        List<ImageUploaded> stored = uploaded(first);
        assertThat(stored).hasSizeGreaterThanOrEqualTo(BAD).hasSizeLessThan(12);
        stored.forEach(event -> images.set(
                event.image().index(),
                ((ImageToUpload) images.get(event.image().index()))
                        .uploaded(event.image().id())));
        images.set(BAD, toUpload("picture-6", BAD));

        TestSubscriber<TrainingEvent> second = run(images);

        assertThat(second.getReceivedOnNext()).last().isInstanceOf(Ready.class);
        assertThat(uploaded(second)).hasSize(12 - stored.size());
        assertThat(service.puts).hasSize(13).doesNotHaveDuplicates();
        assertIsTheWholeSetInOrder();
    }

    private void assertIsTheWholeSetInOrder() {
        List<String> items = new ArrayList<>();
        service.submitted
                .get(0)
                .get("image_dataset_items")
                .forEach(item -> items.add(item.get("assets_id").asString() + " "
                        + item.get("caption").stringValue()));
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            expected.add(service.stored.get("picture-" + i) + " hill " + i);
        }
        assertThat(items).isEqualTo(expected);
    }

    private TestSubscriber<TrainingEvent> run(List<DatasetImage> images) {
        TestSubscriber<TrainingEvent> events = TestSubscriber.create();
        service.run(images.toArray(DatasetImage[]::new)).subscribe(events);
        service.pass(Duration.ofSeconds(20), events::isTerminated);
        assertThat(events.isTerminated()).isTrue();
        return events;
    }

    private static List<ImageUploaded> uploaded(TestSubscriber<TrainingEvent> events) {
        return events.getReceivedOnNext().stream()
                .filter(ImageUploaded.class::isInstance)
                .map(ImageUploaded.class::cast)
                .toList();
    }

    private static ImageToUpload toUpload(String content, int number) {
        return ImageToUpload.of(TrainingRunService.picture(content), "hill " + number);
    }
}
