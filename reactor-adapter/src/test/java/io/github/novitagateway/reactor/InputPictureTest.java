package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.error.NovitaException.InvalidImageException;
import io.github.novitagateway.image.ImageToImageRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InputPictureTest {

    private static final int MOST_BYTES = (int) ImageToImageRequest.MAX_IMAGE_BYTES;

    @TempDir
    Path directory = Path.of("");

    static Stream<Arguments> readable() {
        byte[] jpeg = DrawnPicture.jpeg(48, 31, false);
        return Stream.of(
                Arguments.of("png", DrawnPicture.png(48, 31)),
                Arguments.of("baseline jpeg", jpeg),
                Arguments.of("progressive jpeg", DrawnPicture.jpeg(48, 31, true)),
                Arguments.of("jpeg with a preview in its EXIF segment", withExif(jpeg, DrawnPicture.jpeg(9, 9, false))),
                Arguments.of("jpeg with the longest segment before its frame", withExif(jpeg, new byte[65533])),
                Arguments.of("jpeg with fill bytes before its markers", DrawnPicture.insert(jpeg, 2, 0xFF, 0xFF)),
                Arguments.of("lossy webp", DrawnPicture.lossyWebp(48, 31)),
                Arguments.of("lossy webp with scaling bits", DrawnPicture.lossyWebp(48 | 0x4000, 31 | 0xC000)),
                Arguments.of("lossless webp", DrawnPicture.losslessWebp(48, 31)),
                Arguments.of("extended webp", DrawnPicture.extendedWebp(48, 31)));
    }

    static Stream<Arguments> unreadable() {
        byte[] png = DrawnPicture.png(48, 31);
        byte[] jpeg = DrawnPicture.jpeg(48, 31, false);
        return Stream.of(
                Arguments.of("a png cut short", Arrays.copyOf(png, 23)),
                Arguments.of("a png without height", DrawnPicture.pngHeader(48, 0)),
                Arguments.of("a png with a negative width", DrawnPicture.pngHeader(-48, -31)),
                Arguments.of("a jpeg cut short", Arrays.copyOf(jpeg, 30)),
                Arguments.of("a jpeg of markers alone", new byte[] {-1, -40, -1, -1, -1, -1}),
                Arguments.of("a jpeg whose segment has no length", jpegWith(0xFF, 0xE1, 0, 1)),
                Arguments.of("a jpeg whose segment ends beside a marker", jpegWith(0xFF, 0xE1, 0, 2, 0x12, 0xC0, 0, 9)),
                Arguments.of(
                        "a jpeg with tables alone", jpegWith(0xFF, 0xC4, 0, 2, 0xFF, 0xC8, 0, 2, 0xFF, 0xCC, 0, 2)),
                Arguments.of("a webp cut short", Arrays.copyOf(DrawnPicture.extendedWebp(48, 31), 29)),
                Arguments.of("a webp of another kind", DrawnPicture.webp("VP9 ", new byte[20])),
                Arguments.of("no picture", new byte[] {1, 2, 3}),
                Arguments.of("nothing", new byte[0]));
    }

    static Stream<Arguments> ofAllFormats() {
        return Stream.of(
                Arguments.of("png", DrawnPicture.pngHeader(4096, 4096), DrawnPicture.pngHeader(4096, 4097)),
                Arguments.of(
                        "widest png", DrawnPicture.pngHeader(1 << 24, 1), DrawnPicture.pngHeader(1 << 30, 1 << 30)),
                Arguments.of("jpeg", resized(4096, 4096), resized(4097, 4096)),
                Arguments.of("highest jpeg", resized(256, 65535), resized(65535, 65535)),
                Arguments.of("lossy webp", DrawnPicture.lossyWebp(4096, 4096), DrawnPicture.lossyWebp(4096, 4097)),
                Arguments.of(
                        "lossless webp",
                        DrawnPicture.losslessWebp(1024, 16384),
                        DrawnPicture.losslessWebp(16384, 16384)),
                Arguments.of(
                        "extended webp",
                        DrawnPicture.extendedWebp(1 << 24, 1),
                        DrawnPicture.extendedWebp(1 << 24, 1 << 24)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readable")
    void pixelsAreCountedByTheHeader(String what, byte[] picture) {
        assertThat(InputPicture.pixels(picture)).as(what).isEqualTo(48 * 31);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void whatTellsNoSizeHasNoPixels(String what, byte[] picture) {
        assertThat(InputPicture.pixels(picture)).as(what).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofAllFormats")
    void sixteenMebipixelsPassAndMoreDoNot(String what, byte[] fits, byte[] large) {
        assertThat(InputPicture.read(ImageSource.bytes("fits", fits))).as(what).isEqualTo(fits);
        assertThatExceptionOfType(InvalidImageException.class)
                .isThrownBy(() -> InputPicture.read(ImageSource.bytes("large.png", large)))
                .withMessageStartingWith("large.png: must have at most MAX_IMAGE_PIXELS, 16777216, but has "
                        + InputPicture.pixels(large))
                .satisfies(invalid -> assertThat(invalid.image()).isEqualTo("large.png"));
        assertThat(InputPicture.pixels(large)).isGreaterThan(16_777_216);
    }

    @Test
    void tenMebibytesPassAndOneMoreDoesNot() throws IOException {
        byte[] fits = Arrays.copyOf(DrawnPicture.png(8, 8), MOST_BYTES);
        Path file = Files.write(directory.resolve("fits.png"), fits);
        Path large = Files.write(directory.resolve("large.png"), Arrays.copyOf(fits, MOST_BYTES + 1));

        assertThat(InputPicture.read(ImageSource.file(file))).isEqualTo(fits);
        assertThatExceptionOfType(InvalidImageException.class)
                .isThrownBy(() -> InputPicture.read(ImageSource.file(large)))
                .withMessage("large.png: must have at most MAX_IMAGE_BYTES, 10485760 bytes, but has 10485761");
    }

    @Test
    void aPictureThatTellsNoSizeIsRefused() {
        assertThatExceptionOfType(InvalidImageException.class)
                .isThrownBy(() -> InputPicture.read(ImageSource.bytes("a.png", DrawnPicture.pngHeader(0, 31))))
                .withMessage("a.png: does not tell its width and height");
    }

    @Test
    void aFileThatShrinksBehindTheLookIsRefused() throws IOException {
        Path file = Files.write(directory.resolve("shrinking.png"), pictureThatIsNotSmall());
        ImageBody looked = ImageBody.look(ImageSource.file(file), MOST_BYTES, "MAX_IMAGE_BYTES");
        Files.write(file, DrawnPicture.png(48, 31));

        assertThatExceptionOfType(InvalidImageException.class)
                .isThrownBy(looked::read)
                .withMessage("shrinking.png: became shorter than " + looked.length() + " bytes while it was read");
    }

    @Test
    void aFileThatGrowsBehindTheLookIsRefused() throws IOException {
        byte[] picture = pictureThatIsNotSmall();
        Path file = Files.write(directory.resolve("growing.png"), picture);
        ImageBody looked = ImageBody.look(ImageSource.file(file), picture.length, "bound");
        Files.write(file, Arrays.copyOf(picture, picture.length + 100));

        assertThatExceptionOfType(InvalidImageException.class)
                .isThrownBy(looked::read)
                .withMessage("growing.png: grew beyond " + picture.length + " bytes while it was read");
    }

    /** What is small is read at the look already. */
    private static byte[] pictureThatIsNotSmall() {
        return Arrays.copyOf(DrawnPicture.png(48, 31), ImageFile.BEGINNING_BYTES + 1);
    }

    /** Puts an APP1 segment right behind the start of the image, as cameras do. */
    private static byte[] withExif(byte[] jpeg, byte[] content) {
        int length = content.length + 2;
        int[] segment = IntStream.concat(
                        IntStream.of(0xFF, 0xE1, length >> 8, length & 0xFF),
                        IntStream.range(0, content.length).map(i -> content[i]))
                .toArray();
        return DrawnPicture.insert(jpeg, 2, segment);
    }

    /** A picture that begins with these bytes and would tell a size if one read on behind them. */
    private static byte[] jpegWith(int... bytes) {
        byte[] picture = new byte[40];
        Arrays.fill(picture, (byte) 1);
        byte[] head = DrawnPicture.insert(new byte[] {-1, -40}, 2, bytes);
        System.arraycopy(head, 0, picture, 0, head.length);
        return picture;
    }

    private static byte[] resized(int width, int height) {
        byte[] jpeg = DrawnPicture.insert(
                new byte[] {-1, -40}, 2, 0xFF, 0xC2, 0, 17, 8, height >> 8, height, width >> 8, width, 3);
        return Arrays.copyOf(jpeg, 64);
    }
}
