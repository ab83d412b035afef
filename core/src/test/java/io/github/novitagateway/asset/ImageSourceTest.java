package io.github.novitagateway.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.novitagateway.guard.Absent;
import java.nio.ReadOnlyBufferException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ImageSourceTest {
    @Test
    void namesAFileWithoutLookingForIt() {
        ImageSource source = ImageSource.file(Path.of("no", "such", "folder", "hill.png"));

        assertThat(source.name()).isEqualTo("hill.png");
        assertThat(ImageSource.file(Path.of("/")).name()).isEqualTo("/");
    }

    @Test
    void keepsTheBytesAsTheyWereGiven() {
        byte[] given = {1, 2, 3};
        ImageSource source = ImageSource.bytes("hill", given);

        given[0] = 9;

        assertThat(source).isEqualTo(ImageSource.bytes("hill", new byte[] {1, 2, 3}));
        assertThat(bytes(source).content().get(0)).isEqualTo((byte) 1);
        assertThat(bytes(source).size()).isEqualTo(3);
    }

    @Test
    void handsOutItsBytesForReadingAgainAndAgainAndNeverForWriting() {
        ImageSource.Bytes source = bytes(ImageSource.bytes("hill", new byte[] {1, 2, 3}));

        source.content().get(new byte[3]);

        assertThat(source.content().remaining()).isEqualTo(3);
        assertThat(source.content().hasArray()).isFalse();
        assertThatExceptionOfType(ReadOnlyBufferException.class)
                .isThrownBy(() -> source.content().put((byte) 0));
    }

    @Test
    void isEqualByNameAndContent() {
        ImageSource source = ImageSource.bytes("hill", new byte[] {1});

        assertThat(source)
                .hasSameHashCodeAs(ImageSource.bytes("hill", new byte[] {1}))
                .isNotEqualTo(ImageSource.bytes("hill", new byte[] {2}))
                .isNotEqualTo(ImageSource.bytes("tree", new byte[] {1}))
                .isNotEqualTo("hill");
    }

    @Test
    void showsItsSizeAndNotItsBytes() {
        assertThat(ImageSource.bytes("hill", new byte[] {77})).hasToString("Bytes[name=hill, size=1]");
    }

    @Test
    void refusesAbsentContentAndBlankNames() {
        assertThatNullPointerException()
                .isThrownBy(() -> ImageSource.bytes("hill", Absent.value()))
                .withMessage("content");
        assertThatNullPointerException()
                .isThrownBy(() -> ImageSource.file(Absent.value()))
                .withMessage("path");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageSource.bytes(" ", new byte[0]))
                .withMessageStartingWith("name must not be blank");
    }

    private static ImageSource.Bytes bytes(ImageSource source) {
        return (ImageSource.Bytes) source;
    }

    @Test
    void refusesNegativePlacesOfUploadedImages() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UploadedImage(AssetId.of("0a1b"), ImageSource.bytes("a", new byte[0]), -1))
                .withMessage("index must be at least 0 but was -1");
    }
}
