package io.github.novitagateway.image;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TextToImageRangesTest {
    private static final String PICTOGRAPH = "\uD83C\uDF0A";

    private static Arguments change(String expected, UnaryOperator<TextToImageRequest.Builder> change) {
        return Arguments.of(expected, change);
    }

    static Stream<Arguments> outside() {
        return Stream.of(
                change("width must be 128..2048 but was 127", b -> b.size(127, 512)),
                change("width must be 128..2048 but was 2049", b -> b.size(2049, 512)),
                change("height must be 128..2048 but was 127", b -> b.size(512, 127)),
                change("height must be 128..2048 but was 2049", b -> b.size(512, 2049)),
                change("imageNum must be 1..8 but was 0", b -> b.imageNum(0)),
                change("imageNum must be 1..8 but was 9", b -> b.imageNum(9)),
                change("steps must be 1..100 but was 0", b -> b.steps(0)),
                change("steps must be 1..100 but was 101", b -> b.steps(101)),
                change("guidanceScale must be 1..30 but was 0.9", b -> b.guidanceScale(0.9)),
                change("guidanceScale must be 1..30 but was 30.1", b -> b.guidanceScale(30.1)),
                change("samplerName must not be blank but was \"\"", b -> b.sampler("")),
                change("seed must be at least -1 but was -2", b -> b.seed(-2)),
                change("clipSkip must be 1..12 but was 0", b -> b.clipSkip(0)),
                change("clipSkip must be 1..12 but was 13", b -> b.clipSkip(13)),
                change("negativePrompt must be 1..1024 code points but was 0", b -> b.negativePrompt("")),
                change(
                        "negativePrompt must be 1..1024 code points but was 1025",
                        b -> b.negativePrompt(PICTOGRAPH.repeat(1025))));
    }

    static Stream<Arguments> onTheEdge() {
        return Stream.of(
                change("least size", b -> b.size(128, 128)),
                change("greatest size", b -> b.size(2048, 2048)),
                change("one image", b -> b.imageNum(1)),
                change("eight images", b -> b.imageNum(8)),
                change("one step", b -> b.steps(1)),
                change("a hundred steps", b -> b.steps(100)),
                change("least guidance", b -> b.guidanceScale(1)),
                change("greatest guidance", b -> b.guidanceScale(30)),
                change("a sampler of the future", b -> b.sampler("FlowMatchEuler")),
                change("random seed", b -> b.seed(-1)),
                change("greatest seed", b -> b.seed(Long.MAX_VALUE)),
                change("least clip skip", b -> b.clipSkip(1)),
                change("greatest clip skip", b -> b.clipSkip(12)),
                change("longest negative prompt", b -> b.negativePrompt(PICTOGRAPH.repeat(1024))));
    }

    @ParameterizedTest
    @MethodSource("outside")
    void refusesWhatLiesOutsideAndSaysWhy(String message, UnaryOperator<TextToImageRequest.Builder> change) {
        var builder = change.apply(TextToImageRequest.builder("m.safetensors", "a lighthouse"));

        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage(message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("onTheEdge")
    void takesWhatLiesOnTheEdge(String what, UnaryOperator<TextToImageRequest.Builder> change) {
        var builder = change.apply(TextToImageRequest.builder("m.safetensors", "a lighthouse"));

        assertThatNoException().as(what).isThrownBy(builder::build);
    }

    @Test
    void countsThePromptInCodePoints() {
        assertThatNoException()
                .isThrownBy(() ->
                        TextToImageRequest.builder("m", PICTOGRAPH.repeat(1024)).build());
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> TextToImageRequest.builder("m", "x".repeat(1025)).build())
                .withMessage("prompt must be 1..1024 code points but was 1025");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextToImageRequest.builder("m", "").build())
                .withMessage("prompt must be 1..1024 code points but was 0");
    }
}
