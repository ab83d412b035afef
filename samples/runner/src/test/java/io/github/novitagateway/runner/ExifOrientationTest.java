package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExifOrientationTest {
    private static final int MARK = Color.RED.getRGB();
    private static final int VALUE_BYTES = 4;
    private static final ExifOrientation UPRIGHT = new ExifOrientation(0, false);

    /** Where the upper left corner of what the camera kept belongs in the picture. */
    @ParameterizedTest
    @CsvSource({
        "1, 30, 20, 0, 0",
        "2, 30, 20, 29, 0",
        "3, 30, 20, 29, 19",
        "4, 30, 20, 0, 19",
        "5, 20, 30, 0, 0",
        "6, 20, 30, 19, 0",
        "7, 20, 30, 19, 29",
        "8, 20, 30, 0, 29"
    })
    void turnsAPictureUpright(int orientation, int width, int height, int x, int y) {
        BufferedImage kept = new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB);
        kept.setRGB(0, 0, MARK);

        BufferedImage upright =
                ExifOrientation.of(jpeg(orientation, ByteOrder.BIG_ENDIAN)).upright(kept);

        assertThat(upright.getWidth()).isEqualTo(width);
        assertThat(upright.getHeight()).isEqualTo(height);
        assertThat(upright.getRGB(x, y)).isEqualTo(MARK);
    }

    @Test
    void readsBothOrdersOfBytes() {
        assertThat(ExifOrientation.of(jpeg(6, ByteOrder.LITTLE_ENDIAN)))
                .isEqualTo(ExifOrientation.of(jpeg(6, ByteOrder.BIG_ENDIAN)))
                .isEqualTo(new ExifOrientation(1, false));
    }

    @Test
    void takesABrokenFileAsUpright() {
        byte[] whole = jpeg(6, ByteOrder.BIG_ENDIAN);

        for (int length = 0; length < whole.length - VALUE_BYTES; length++) {
            assertThat(ExifOrientation.of(Arrays.copyOf(whole, length))).isEqualTo(UPRIGHT);
        }
    }

    @Test
    void takesAnotherKindOfFileAsUpright() throws IOException {
        byte[] png = Files.readAllBytes(Plans.PICTURES.resolve("pine-island.png"));

        assertThat(ExifOrientation.of(png)).isEqualTo(UPRIGHT);
    }

    /** The beginning of a file whose second segment tells the orientation, in the second entry of its directory. */
    private static byte[] jpeg(int orientation, ByteOrder order) {
        ByteBuffer file = ByteBuffer.allocate(64);
        file.putShort((short) 0xFFD8);
        file.putShort((short) 0xFFE0).putShort((short) 4).putShort((short) 0);
        file.putShort((short) 0xFFE1).putShort((short) 42).put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        file.put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.US_ASCII));
        file.order(order).putShort((short) 42).putInt(8).putShort((short) 2);
        file.putShort((short) 0x0100).putShort((short) 3).putInt(1).putInt(0);
        file.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
        return Arrays.copyOf(file.array(), file.position() + 2);
    }
}
