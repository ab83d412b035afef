package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.error.NovitaException.InvalidImageException;
import io.github.novitagateway.image.ControlNetUnit;
import io.github.novitagateway.image.ControlNetUnit.Preprocessors;
import io.github.novitagateway.image.ImageToImageRequest;
import io.github.novitagateway.image.ImageToImageRequest.IpAdapter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.test.StepVerifier;

/** A picture to draw from that cannot be used is found, and named, before anything is sent. */
class UnusableInputPictureTest extends ServiceTest {

    private static final ImageSource GOOD = ImageSource.bytes("good.png", DrawnPicture.png(64, 64));

    @TempDir
    Path directory = Path.of("");

    /** Where a picture can stand in a request. */
    private enum Place {
        START,
        STRUCTURE,
        LOOKS;

        ImageToImageRequest.Builder of(ImageSource bad) {
            return switch (this) {
                case START -> request(bad);
                case STRUCTURE -> request(GOOD).controlNet(unit(GOOD)).controlNet(unit(bad));
                case LOOKS -> request(GOOD).ipAdapter(IpAdapter.of(IpAdapter.SD15, bad, 0.5));
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAFileThatDoesNotExist(Place place) {
        assertRefused(place, ImageSource.file(directory.resolve("gone.png")), "gone.png", "does not exist");
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatIsNoPicture(Place place) throws IOException {
        Path text = Files.writeString(directory.resolve("notes.png"), "this is text, whatever its name says");

        assertRefused(place, ImageSource.file(text), "notes.png", "is neither PNG, JPEG nor WEBP by its first bytes");
        assertRefused(
                place,
                ImageSource.bytes("memo", "text".getBytes(StandardCharsets.UTF_8)),
                "memo",
                "is neither PNG, JPEG nor WEBP by its first bytes");
    }

    @ParameterizedTest
    @EnumSource
    void refusesAPictureOfTooManyBytes(Place place) throws IOException {
        byte[] large = Arrays.copyOf(DrawnPicture.png(8, 8), (int) ImageToImageRequest.MAX_IMAGE_BYTES + 1);
        Path file = Files.write(directory.resolve("large.png"), large);
        String problem = "must have at most MAX_IMAGE_BYTES, 10485760 bytes, but has 10485761";

        assertRefused(place, ImageSource.file(file), "large.png", problem);
        assertRefused(place, ImageSource.bytes("large", large), "large", problem);
    }

    @ParameterizedTest
    @EnumSource
    void refusesAPictureOfTooManyPixels(Place place) {
        assertRefused(
                place,
                ImageSource.bytes("wide.webp", DrawnPicture.extendedWebp(4097, 4096)),
                "wide.webp",
                "must have at most MAX_IMAGE_PIXELS, 16777216, but has 16781312");
    }

    @ParameterizedTest
    @EnumSource
    void refusesAPictureThatTellsNoSize(Place place) {
        assertRefused(
                place,
                ImageSource.bytes("cut.jpeg", Arrays.copyOf(DrawnPicture.jpeg(64, 64, false), 20)),
                "cut.jpeg",
                "does not tell its width and height");
    }

    @Test
    void generateRefusesItToo() {
        StepVerifier.create(novita.images()
                        .generate(request(ImageSource.file(directory.resolve("gone.png")))
                                .build()))
                .expectError(InvalidImageException.class)
                .verify(LONG);
        assertThat(server.getRequestCount()).isZero();
    }

    private void assertRefused(Place place, ImageSource bad, String name, String problem) {
        StepVerifier.create(novita.images().submit(place.of(bad).build()))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(InvalidImageException.class, invalid -> {
                            assertThat(invalid.image()).isEqualTo(name);
                            assertThat(invalid).hasMessage(name + ": " + problem);
                            assertThat(invalid.isTransient()).isFalse();
                        }))
                .verify(LONG);
        assertThat(server.getRequestCount()).isZero();
    }

    private static ImageToImageRequest.Builder request(ImageSource start) {
        return ImageToImageRequest.builder("model.safetensors", start, "a hill");
    }

    private static ControlNetUnit unit(ImageSource picture) {
        return ControlNetUnit.builder("control_v11", picture, Preprocessors.CANNY)
                .build();
    }
}
