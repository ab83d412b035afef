package io.github.novitagateway.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.novitagateway.guard.Absent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskIdTest {
    @ParameterizedTest
    @CsvSource({"STYLE, style/0f8e", "SUBJECT, subject/0f8e", "IMAGE, image/0f8e"})
    void hasATextFormThatLeadsBackToIt(TaskId.Kind kind, String text) {
        TaskId id = new TaskId(kind, "0f8e");

        assertThat(id).hasToString(text);
        assertThat(TaskId.parse(text)).isEqualTo(id);
    }

    @ParameterizedTest
    @EnumSource(TaskId.Kind.class)
    void comesBackFromItsTextFormWhateverTheServiceCallsIt(TaskId.Kind kind) {
        TaskId id = new TaskId(kind, "a/b c?%2F\u00E4");

        assertThat(TaskId.parse(id.toString())).isEqualTo(id);
    }

    @Test
    void isMadeByKind() {
        assertThat(TaskId.style("x").kind()).isEqualTo(TaskId.Kind.STYLE);
        assertThat(TaskId.subject("x").kind()).isEqualTo(TaskId.Kind.SUBJECT);
        assertThat(TaskId.image("x").kind()).isEqualTo(TaskId.Kind.IMAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0f8e", "/0f8e", "STYLE/0f8e", "video/0f8e", "style"})
    void isNotReadFromOtherTexts(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskId.parse(text))
                .withMessage("taskId must be style/<id>, subject/<id> or image/<id> but was \"" + text + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\rb"})
    void refusesWhatCannotBeAnId(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskId.style(value))
                .withMessageStartingWith("taskId must not ");
        assertThatIllegalArgumentException().isThrownBy(() -> TaskId.parse("style/" + value));
    }

    @Test
    void isAtMost256CharactersLong() {
        assertThat(TaskId.style("x".repeat(256)).value()).hasSize(256);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskId.style("x".repeat(257)))
                .withMessage("taskId.length must be 1..256 but was 257");
    }

    @Test
    void namesWhatIsAbsent() {
        assertThatNullPointerException()
                .isThrownBy(() -> new TaskId(Absent.value(), "x"))
                .withMessage("kind");
        assertThatNullPointerException()
                .isThrownBy(() -> TaskId.image(Absent.value()))
                .withMessage("taskId");
    }
}
