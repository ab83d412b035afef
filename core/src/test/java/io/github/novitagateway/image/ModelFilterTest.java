package io.github.novitagateway.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.novitagateway.guard.Absent;
import io.github.novitagateway.image.Model.ModelFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFilterTest {
    @Test
    void letsAllModelsThroughByDefault() {
        assertThat(ModelFilter.all()).isEqualTo(new ModelFilter(null, null, null, null, null, null));
    }

    @Test
    void findsTheLorasThatTheAccountHasTrained() {
        assertThat(ModelFilter.ownTrainedLoras())
                .isEqualTo(new ModelFilter("private", "training", "lora", null, null, null));
    }

    @Test
    void holdsWhatWasSet() {
        assertThat(ModelFilter.builder()
                        .visibility(ModelFilter.PUBLIC)
                        .source(ModelFilter.CIVITAI)
                        .type(ModelFilter.TEXTUAL_INVERSION)
                        .sdxl(true)
                        .inpainting(false)
                        .query("ink wash")
                        .build())
                .isEqualTo(new ModelFilter("public", "civitai", "textualinversion", true, false, "ink wash"));
    }

    @Test
    void namesTheWordThatIsAbsent() {
        ModelFilter.Builder builder = ModelFilter.builder();

        assertThatNullPointerException()
                .isThrownBy(() -> builder.visibility(Absent.value()))
                .withMessage("visibility");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.source(Absent.value()))
                .withMessage("source");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.type(Absent.value()))
                .withMessage("type");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.query(Absent.value()))
                .withMessage("query");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two\nlines"})
    void refusesWordsThatSayNothingOrMoreThanOneLine(String word) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelFilter.builder().visibility(word).build())
                .withMessageStartingWith("visibility must not ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelFilter.builder().source(word).build())
                .withMessageStartingWith("source must not ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelFilter.builder().type(word).build())
                .withMessageStartingWith("type must not ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelFilter.builder().query(word).build())
                .withMessageStartingWith("query must not ");
    }
}
