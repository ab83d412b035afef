package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InlinePictureTest {
    private static final InlinePicture SMALL = new InlinePicture(100, 50);
    private static final byte[] UNREADABLE = bytes("RIFF1234WEBPVP8 nothing more that could be read as a picture");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void makesALargePictureSmallerAndKeepsItsProportions() throws IOException {
        Path picture = write("wide.png", png(1600, 400, BufferedImage.TYPE_INT_RGB));

        assertThat(uri(SMALL, picture)).startsWith("data:image/jpeg;base64,");
        assertThat(shown(SMALL, picture)).satisfies(image -> {
            assertThat(image.getWidth()).isEqualTo(100);
            assertThat(image.getHeight()).isEqualTo(25);
        });
    }

    @Test
    void makesEachKindOfSamplePictureSmaller() throws IOException {
        for (String name : new String[] {"stone-bridge.jpg", "pine-island.png", "sea-stacks.webp"}) {
            BufferedImage image = shown(SMALL, Plans.PICTURES.resolve(name));
            assertThat(Math.max(image.getWidth(), image.getHeight())).isEqualTo(100);
        }
    }

    @Test
    void keepsWhatIsTransparent() throws IOException {
        Path picture = write("clear.png", png(300, 300, BufferedImage.TYPE_INT_ARGB));

        assertThat(uri(SMALL, picture)).startsWith("data:image/png;base64,");
        assertThat(shown(SMALL, picture).getRGB(50, 50)).isZero();
    }

    @Test
    void leavesAFewBytesAsTheyAre() throws IOException {
        byte[] content = png(300, 200, BufferedImage.TYPE_INT_RGB);

        assertThat(uri(new InlinePicture(100, content.length), write("a.png", content)))
                .isEqualTo("data:image/png;base64," + Base64.getEncoder().encodeToString(content));
    }

    @Test
    void leavesAPictureAsItIsThatCannotBeRead() throws IOException {
        assertThat(uri(SMALL, write("broken.webp", UNREADABLE)))
                .isEqualTo("data:image/webp;base64," + Base64.getEncoder().encodeToString(UNREADABLE));
    }

    @Test
    void leavesOutAHugePictureThatCannotBeRead() throws IOException {
        Path picture = write("huge.webp", Arrays.copyOf(UNREADABLE, 5 << 20));

        assertThat(SMALL.dataUri(picture)).isEmpty();
    }

    @Test
    void leavesOutWhatIsNoPicture() throws IOException {
        assertThat(SMALL.dataUri(write("words.png", bytes("words")))).isEmpty();
    }

    @Test
    void turnsThePictureOfATurnedCamera() throws IOException {
        Path picture = write("turned.jpg", withOrientation(6, jpeg(400, 200)));

        assertThat(shown(SMALL, picture)).satisfies(image -> {
            assertThat(image.getWidth()).isEqualTo(50);
            assertThat(image.getHeight()).isEqualTo(100);
        });
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static String uri(InlinePicture form, Path picture) throws IOException {
        return form.dataUri(picture).orElseThrow();
    }

    private static BufferedImage shown(InlinePicture form, Path picture) throws IOException {
        String uri = uri(form, picture);
        byte[] content = Base64.getDecoder().decode(uri.substring(uri.indexOf(',') + 1));
        return ImageIO.read(new ByteArrayInputStream(content));
    }

    private static byte[] png(int width, int height, int type) throws IOException {
        return written(new BufferedImage(width, height, type), "png");
    }

    private static byte[] jpeg(int width, int height) throws IOException {
        return written(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "jpeg");
    }

    private static byte[] written(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        ImageIO.write(image, format, content);
        return content.toByteArray();
    }

    /** Puts what a camera says of itself right behind the start of the file. */
    private static byte[] withOrientation(int orientation, byte[] jpeg) {
        byte[] said = HexFormat.of()
                .parseHex("FFE10022" + "457869660000" + "4D4D002A00000008" + "0001" + "0112000300000001"
                        + String.format("%04X0000", orientation) + "00000000");
        return ByteBuffer.allocate(jpeg.length + said.length)
                .put(jpeg, 0, 2)
                .put(said)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    private static byte[] bytes(String words) {
        return words.getBytes(StandardCharsets.US_ASCII);
    }
}
