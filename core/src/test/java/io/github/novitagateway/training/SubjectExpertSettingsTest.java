package io.github.novitagateway.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.github.novitagateway.training.ExpertSettings.LearningRateScheduler;
import java.math.BigDecimal;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectExpertSettingsTest {
    private static final String PROMPT = "a close photo of ohwx woman";

    private static SubjectExpertSettings.Builder builder() {
        return SubjectExpertSettings.builder(PROMPT);
    }

    private static Arguments change(String expected, UnaryOperator<SubjectExpertSettings.Builder> change) {
        return Arguments.of(expected, change);
    }

    static Stream<Arguments> outside() {
        return Stream.of(
                change("trainBatchSize must be 1..4 but was 0", b -> b.trainBatchSize(0)),
                change("trainBatchSize must be 1..4 but was 5", b -> b.trainBatchSize(5)),
                change("maxTrainSteps must be at least 1 but was 0", b -> b.maxTrainSteps(0)),
                change("seed must be at least 1 but was 0", b -> b.seed(0)),
                change("lrWarmupSteps must be at least 0 but was -1", b -> b.lrWarmupSteps(-1)),
                change("classPrompt must not be blank but was \"\"", b -> b.classPrompt(" ")),
                change("priorLossWeight must be above 0 but was 0", b -> b.priorLossWeight(0)),
                change("loraR must be 4..128 but was 3", b -> b.lora(3, 4)),
                change("loraR must be 4..128 but was 129", b -> b.lora(129, 4)),
                change("loraAlpha must be 4..128 but was 3", b -> b.lora(4, 3)),
                change("loraAlpha must be 4..128 but was 129", b -> b.lora(4, 129)),
                change("loraTextEncoderR must be 4..128 but was 3", b -> b.textEncoderLora(3, 4)),
                change("loraTextEncoderR must be 4..128 but was 129", b -> b.textEncoderLora(129, 4)),
                change("loraTextEncoderAlpha must be 4..128 but was 3", b -> b.textEncoderLora(4, 3)),
                change("loraTextEncoderAlpha must be 4..128 but was 129", b -> b.textEncoderLora(4, 129)));
    }

    static Stream<Arguments> onTheEdge() {
        return Stream.of(
                change("least batch", b -> b.trainBatchSize(1)),
                change("greatest batch", b -> b.trainBatchSize(4)),
                change("one step", b -> b.maxTrainSteps(1)),
                change("least seed", b -> b.seed(1)),
                change("no warm-up", b -> b.lrWarmupSteps(0)),
                change("another class", b -> b.classPrompt("dog")),
                change("a light prior", b -> b.priorLossWeight(Double.MIN_VALUE)),
                change("least ranks", b -> b.lora(4, 4).textEncoderLora(4, 4)),
                change("greatest ranks", b -> b.lora(128, 128).textEncoderLora(128, 128)));
    }

    @Test
    void areOfAPersonAndLeaveTheRestToTheServiceByDefault() {
        assertThat(builder().build())
                .isEqualTo(new SubjectExpertSettings(
                        null, null, null, null, null, null, PROMPT, "person", null, null, null, null, null, null,
                        null));
    }

    @Test
    void holdWhatWasSet() {
        SubjectExpertSettings settings = builder()
                .trainBatchSize(2)
                .learningRate(3e-4)
                .maxTrainSteps(800)
                .seed(7)
                .lrScheduler(LearningRateScheduler.CONSTANT)
                .lrWarmupSteps(10)
                .classPrompt("dog")
                .priorPreservation(true)
                .priorLossWeight(0.50)
                .trainTextEncoder(false)
                .lora(32, 16)
                .textEncoderLora(8, 64)
                .build();

        assertThat(settings)
                .isEqualTo(new SubjectExpertSettings(
                        2,
                        new BigDecimal("0.0003"),
                        800,
                        7L,
                        LearningRateScheduler.of("constant"),
                        10,
                        PROMPT,
                        "dog",
                        true,
                        new BigDecimal("0.5"),
                        false,
                        32,
                        16,
                        8,
                        64));
    }

    @ParameterizedTest
    @MethodSource("outside")
    void refuseWhatLiesOutsideAndSayWhy(String message, UnaryOperator<SubjectExpertSettings.Builder> change) {
        var builder = change.apply(builder());

        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage(message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("onTheEdge")
    void takeWhatLiesOnTheEdge(String what, UnaryOperator<SubjectExpertSettings.Builder> change) {
        var builder = change.apply(builder());

        assertThatNoException().as(what).isThrownBy(builder::build);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n"})
    void needAPrompt(String prompt) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SubjectExpertSettings.builder(prompt).build())
                .withMessageStartingWith("instancePrompt must not be blank");
    }

    @Test
    void cannotBeMadeOutOfRangePastTheirBuilder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SubjectExpertSettings(
                        null,
                        BigDecimal.ZERO,
                        null,
                        null,
                        null,
                        null,
                        PROMPT,
                        "person",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null))
                .withMessage("learningRate must be above 0 but was 0");
    }
}
