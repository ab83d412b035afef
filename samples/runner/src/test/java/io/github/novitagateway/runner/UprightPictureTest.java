package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.PictureHeader.Turn;
import java.awt.Color;
import java.awt.image.BufferedImage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UprightPictureTest {
    private static final int MARK = Color.RED.getRGB();

    /** Where the upper left corner of what the camera kept belongs in the picture. */
    @ParameterizedTest
    @CsvSource({
        "0, false, 30, 20, 0, 0",
        "0, true, 30, 20, 29, 0",
        "2, false, 30, 20, 29, 19",
        "2, true, 30, 20, 0, 19",
        "1, true, 20, 30, 0, 0",
        "1, false, 20, 30, 19, 0",
        "3, true, 20, 30, 19, 29",
        "3, false, 20, 30, 0, 29"
    })
    void turnsAPictureUpright(int quarterTurns, boolean mirrored, int width, int height, int x, int y) {
        BufferedImage kept = new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB);
        kept.setRGB(0, 0, MARK);

        BufferedImage upright = UprightPicture.of(kept, new Turn(quarterTurns, mirrored));

        assertThat(upright.getWidth()).isEqualTo(width);
        assertThat(upright.getHeight()).isEqualTo(height);
        assertThat(upright.getRGB(x, y)).isEqualTo(MARK);
    }
}
