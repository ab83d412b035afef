package io.github.novitagateway.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.novitagateway.account.Finding.Subject;
import io.github.novitagateway.account.Finding.Verdict;
import io.github.novitagateway.guard.Absent;
import org.junit.jupiter.api.Test;

class FindingTest {
    @Test
    void isOfOneSubjectInTheOrderOfAWholeRun() {
        assertThat(Subject.values())
                .containsExactly(
                        Subject.KEY,
                        Subject.BALANCE,
                        Subject.UPLOAD_SLOT,
                        Subject.STYLE_TRAINING,
                        Subject.SUBJECT_TRAINING,
                        Subject.TRAININGS,
                        Subject.TEXT_TO_IMAGE,
                        Subject.IMAGE_TO_IMAGE,
                        Subject.TASK_RESULT,
                        Subject.MODELS);
    }

    @Test
    void needsAllButAFailure() {
        assertThatNullPointerException()
                .isThrownBy(() -> new Finding(Absent.value(), Verdict.FREE, "answers", null))
                .withMessage("subject");
        assertThatNullPointerException()
                .isThrownBy(() -> new Finding(Subject.KEY, Absent.value(), "answers", null))
                .withMessage("verdict");
        assertThatNullPointerException()
                .isThrownBy(() -> new Finding(Subject.KEY, Verdict.FREE, Absent.value(), null))
                .withMessage("message");
    }
}
