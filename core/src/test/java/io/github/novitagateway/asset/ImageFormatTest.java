package io.github.novitagateway.asset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFormatTest {
    private static final String PNG = "89504e470d0a1a0a0000000d";
    private static final String JPEG = "ffd8ffe000104a4649460001";
    private static final String WEBP = "524946462a00000057454250";

    @ParameterizedTest
    @CsvSource({PNG + ", PNG", JPEG + ", JPEG", "ffd8ffdb, JPEG", WEBP + ", WEBP"})
    void isToldFromTheFirstBytes(String head, ImageFormat format) {
        assertThat(ImageFormat.detect(HexFormat.of().parseHex(head))).contains(format);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "89",
                "ffd8",
                "89504e470d0a1a",
                "89504e470a1a0a00",
                "474946383961000000000000",
                "524946462a00000057415645",
                "524946462a000000",
                "524946462a000000574542"
            })
    void isNotToldFromOtherOrTooFewBytes(String head) {
        assertThat(ImageFormat.detect(HexFormat.of().parseHex(head))).isEmpty();
    }

    @Test
    void isNotToldFromText() {
        assertThat(ImageFormat.detect("PNG image".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {PNG, JPEG, WEBP})
    void isToldFromNoMoreThanTheStatedNumberOfBytes(String head) {
        byte[] longer = Arrays.copyOf(HexFormat.of().parseHex(head), 4096);

        assertThat(ImageFormat.detect(Arrays.copyOf(longer, ImageFormat.HEADER_BYTES)))
                .isEqualTo(ImageFormat.detect(longer))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({"PNG, png, image/png", "JPEG, jpeg, image/jpeg", "WEBP, webp, image/webp"})
    void saysTheWordsOfTheServiceAndOfHttp(ImageFormat format, String extension, String mediaType) {
        assertThat(format.extension()).isEqualTo(extension);
        assertThat(format.mediaType()).isEqualTo(mediaType);
    }

    @ParameterizedTest
    @CsvSource({"png, PNG", "jpeg, JPEG", "jpg, JPEG", "JPG, JPEG", "WebP, WEBP"})
    void isReadFromItsWord(String word, ImageFormat format) {
        assertThat(ImageFormat.ofExtension(word)).contains(format);
    }

    @Test
    void isNotReadFromAnUnknownOrAbsentWord() {
        assertThat(ImageFormat.ofExtension(null)).isEmpty();
        assertThat(ImageFormat.ofExtension("")).isEmpty();
        assertThat(ImageFormat.ofExtension("avif")).isEmpty();
    }
}
