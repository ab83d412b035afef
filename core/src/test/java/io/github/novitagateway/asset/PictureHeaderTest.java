package io.github.novitagateway.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.PictureHeader.Turn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureHeaderTest {
    private static final Turn QUARTER = new Turn(1, false);

    /** Pictures of 30 x 20 pixels that their camera held on its side. */
    static Stream<byte[]> turned() {
        byte[] big = exif(6, ByteOrder.BIG_ENDIAN);
        byte[] little = exif(6, ByteOrder.LITTLE_ENDIAN);
        return Stream.of(
                jpeg(big),
                jpeg(little),
                png(big, "eXIf"),
                png(little, "eXIf"),
                webp(big),
                webp(little),
                webp(joined("Exif\0\0".getBytes(StandardCharsets.US_ASCII), little)));
    }

    @ParameterizedTest
    @MethodSource("turned")
    void tellsSizeAndTurnOfEveryFormat(byte[] picture) {
        PictureHeader header = PictureHeader.read(picture).orElseThrow();

        assertThat(header).isEqualTo(new PictureHeader(header.format(), 30, 20, QUARTER));
        assertThat(header.uprightWidth()).isEqualTo(20);
        assertThat(header.uprightHeight()).isEqualTo(30);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, false",
        "1, 0, false",
        "2, 0, true",
        "3, 2, false",
        "4, 2, true",
        "5, 1, true",
        "6, 1, false",
        "7, 3, true",
        "8, 3, false",
        "9, 0, false"
    })
    void readsEachOrientation(int orientation, int quarterTurns, boolean mirrored) {
        byte[] picture = jpeg(exif(orientation, ByteOrder.BIG_ENDIAN));

        assertThat(PictureHeader.read(picture).orElseThrow().turn()).isEqualTo(new Turn(quarterTurns, mirrored));
    }

    @ParameterizedTest
    @MethodSource("turned")
    void aPieceOfAPictureTellsLessAndNeverSomethingElse(byte[] picture) {
        for (int length = ImageFormat.HEADER_BYTES; length < picture.length; length++) {
            PictureHeader header =
                    PictureHeader.read(Arrays.copyOf(picture, length)).orElseThrow();

            assertThat(header.width()).isIn(0, 30);
            assertThat(header.height()).isIn(0, 20);
            assertThat(header.turn()).isIn(Turn.NONE, QUARTER);
        }
    }

    @Test
    void theSizeOfAPngIsToldByItsBeginning() {
        byte[] beginning = Arrays.copyOf(png(new byte[0], "tEXt"), 24);

        assertThat(PictureHeader.read(beginning)).contains(new PictureHeader(ImageFormat.PNG, 30, 20, Turn.NONE));
    }

    @Test
    void exifBehindThePixelsOfAPngIsNotLookedFor() {
        byte[] late = joined(png(new byte[0], "IDAT"), chunk("eXIf", exif(6, ByteOrder.BIG_ENDIAN)));

        assertThat(PictureHeader.read(late).orElseThrow().turn()).isEqualTo(Turn.NONE);
    }

    @Test
    void anApplicationSegmentOfAnotherKindSaysNothing() {
        byte[] picture = jpeg(exif(6, ByteOrder.BIG_ENDIAN));
        picture[6] = 'X';

        assertThat(PictureHeader.read(picture)).contains(new PictureHeader(ImageFormat.JPEG, 30, 20, Turn.NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GIF89a-and-more-of-it"})
    void whatIsNoPictureHasNoHeader(String text) {
        assertThat(PictureHeader.read(text.getBytes(StandardCharsets.US_ASCII))).isEmpty();
    }

    /** The second entry of the directory tells the orientation. */
    private static byte[] exif(int orientation, ByteOrder order) {
        ByteBuffer exif = ByteBuffer.allocate(34).order(order);
        exif.put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.US_ASCII));
        exif.putShort((short) 42).putInt(8).putShort((short) 2);
        exif.putShort((short) 0x0100).putShort((short) 3).putInt(1).putInt(0);
        exif.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
        return exif.array();
    }

    private static byte[] jpeg(byte[] exif) {
        ByteBuffer head = ByteBuffer.allocate(12);
        head.putShort((short) 0xFFD8).putShort((short) 0xFFE1).putShort((short) (8 + exif.length));
        head.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        ByteBuffer frame = ByteBuffer.allocate(19);
        frame.putShort((short) 0xFFC0).putShort((short) 17).put((byte) 8);
        frame.putShort((short) 20).putShort((short) 30);
        return joined(joined(head.array(), exif), frame.array());
    }

    private static byte[] png(byte[] content, String chunk) {
        byte[] signature = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
        byte[] size = ByteBuffer.allocate(13).putInt(30).putInt(20).array();
        return joined(
                joined(signature, chunk("IHDR", size)), joined(chunk(chunk, content), chunk("IDAT", new byte[4])));
    }

    private static byte[] chunk(String name, byte[] content) {
        return ByteBuffer.allocate(12 + content.length)
                .putInt(content.length)
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .array();
    }

    private static byte[] webp(byte[] exif) {
        ByteBuffer file = ByteBuffer.allocate(12 + 18 + 14 + 8 + exif.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(file.capacity() - 8);
        file.put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(8);
        file.put(new byte[] {29, 0, 0, 19, 0, 0});
        file.put("ALPH".getBytes(StandardCharsets.US_ASCII)).putInt(5).put(new byte[6]);
        file.put("EXIF".getBytes(StandardCharsets.US_ASCII)).putInt(exif.length).put(exif);
        return file.array();
    }

    private static byte[] joined(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }
}
