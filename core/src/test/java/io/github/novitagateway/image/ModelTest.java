package io.github.novitagateway.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.guard.Absent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelTest {
    private static Model model(String download, List<String> tags) {
        return new Model(
                700001L,
                "ink-hills",
                "model_1.safetensors",
                "model_1",
                "lora",
                List.of(),
                1,
                download,
                Duration.ofDays(1),
                tags,
                null,
                "training",
                "SD 1.5",
                "Standard",
                false,
                null,
                "private",
                "0011223344");
    }

    @Test
    void readsAbsentTextsAndListsAsEmpty() {
        Model model = new Model(
                null,
                Absent.value(),
                Absent.value(),
                Absent.value(),
                Absent.value(),
                Absent.value(),
                null,
                null,
                null,
                Absent.value(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);

        assertThat(List.of(model.name(), model.sdName(), model.sdNameInApi(), model.type()))
                .containsOnly("");
        assertThat(model.categories()).isEmpty();
        assertThat(model.tags()).isEmpty();
        assertThat(model.toString()).contains("downloadUrl=null");
    }

    @Test
    void doesNotShowTheSignatureOfItsDownloadAddress() {
        Model model = model("https://models.example.com/model_1?X-Amz-Signature=secret", List.of());

        assertThat(model.toString())
                .contains("700001", "ink-hills", "model_1", "lora", "https://models.example.com/model_1,")
                .doesNotContain("secret");
    }

    @Test
    void isNotChangedByListsThatChangeLater() {
        List<String> tags = new ArrayList<>(List.of("ink"));
        Model model = model("https://models.example.com/m", tags);

        tags.clear();

        assertThat(model.tags()).containsExactly("ink");
    }
}
