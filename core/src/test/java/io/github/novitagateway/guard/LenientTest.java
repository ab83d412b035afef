package io.github.novitagateway.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LenientTest {
    @Test
    void readsAbsentAsEmpty() {
        assertThat(Lenient.list(null)).isEmpty();
        assertThat(Lenient.map(null)).isEmpty();
        assertThat(Lenient.text(null)).isEmpty();
    }

    @Test
    void leavesOutAbsentElements() {
        assertThat(Lenient.list(Arrays.asList("a", Absent.<String>value(), "b")))
                .containsExactly("a", "b");
    }

    @Test
    void copiesListsSoThatLaterChangesAreNotSeen() {
        List<String> given = new ArrayList<>(List.of("a"));
        List<String> copy = Lenient.list(given);

        given.add("b");

        assertThat(copy).containsExactly("a");
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> copy.add("c"));
    }

    @Test
    void copiesMapsInTheirOrderWithoutAbsentValues() {
        Map<String, String> given = new LinkedHashMap<>();
        given.put("z", "1");
        given.put("y", Absent.value());
        given.put("a", "2");

        Map<String, String> copy = Lenient.map(given);
        given.clear();

        assertThat(copy.keySet()).containsExactly("z", "a");
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(copy::clear);
    }
}
