package io.github.novitagateway.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.novitagateway.guard.Absent;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class BalanceTest {
    @Test
    void needsNoMoreThanWhatCanBeSpent() {
        assertThat(new Balance(BigDecimal.TEN, null, null, null, null).cash()).isNull();
        assertThatNullPointerException()
                .isThrownBy(() -> new Balance(Absent.value(), BigDecimal.ONE, null, null, null))
                .withMessage("available");
    }
}
