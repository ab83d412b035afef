package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ModelListTest extends ClockedSandboxTest {
    @Test
    void showsAnOwnModelOnceItIsTrained() {
        String asset = visitor.upload("png", Pictures.stripes("png", Color.RED));
        String task = visitor.train("style", asset).success().get("task_id").stringValue();
        assertThat(models(Golden.target("model-list.request"))).isEmpty();

        clock.forward(Duration.ofMinutes(9));
        assertThat(models(Golden.target("model-list.request"))
                        .get(0)
                        .get("status")
                        .intValue())
                .isZero();
        clock.forward(Duration.ofSeconds(25));
        List<JsonNode> models = models(Golden.target("model-list.request"));
        String trained = visitor.training(task).at("/models/0/model_name").stringValue();

        assertThat(models).hasSize(1);
        JsonNode model = models.get(0);
        assertThat(model.get("sd_name").stringValue()).isEqualTo(trained);
        assertThat(model.get("sd_name_in_api").stringValue() + ".safetensors").isEqualTo(trained);
        assertThat(model.at("/type/name").stringValue()).isEqualTo("lora");
        assertThat(model.get("base_model").stringValue()).isEqualTo("SD 1.5");
        assertThat(model.get("source").stringValue()).isEqualTo("training");
        assertThat(model.get("visibility").stringValue()).isEqualTo("private");
        assertThat(model.get("status").intValue()).isEqualTo(1);
        assertThat(model.get("id").isIntegralNumber()).isTrue();
        assertThat(models("/v3/model?filter.query=" + trained.substring(6, 16) + "&filter.visibility=private"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkpoint", "lora", "vae", "textualinversion"})
    void filtersByType(String type) {
        assertThat(models("/v3/model?pagination.limit=100&filter.types=" + type))
                .isNotEmpty()
                .allSatisfy(m -> assertThat(m.at("/type/name").stringValue()).isEqualTo(type))
                .isEqualTo(models("/v3/model?pagination.limit=100&filter.type=" + type));
    }

    @Test
    void filtersByFamilyTextAndSource() {
        assertThat(models("/v3/model?filter.is_sdxl=False&filter.query=DREAMSHAPER"))
                .singleElement()
                .satisfies(m ->
                        assertThat(m.get("sd_name_in_api").stringValue()).isEqualTo("dreamshaper_8_93211.safetensors"));
        assertThat(models("/v3/model?filter.is_sdxl=true&filter.types=lora")).hasSize(1);
        assertThat(models("/v3/model?filter.source=uploading")).isEmpty();
        assertThat(models("/v3/model?filter.is_inpainting=true"))
                .singleElement()
                .satisfies(m -> assertThat(m.get("sd_name").stringValue()).contains("-inpainting_"));
        assertThat(models("/v3/model?filter.is_inpainting=false&pagination.limit=100"))
                .hasSize(22);
        assertThat(models("/v3/model?filter.is_nsfw=true")).isEmpty();
    }

    @Test
    void findsATextInSdNamesAndTags() {
        assertThat(models("/v3/model?filter.query=Contrast"))
                .hasSize(2)
                .allSatisfy(m -> assertThat(m.at("/tags/0").stringValue()).isEqualTo("contrast"));
        assertThat(models("/v3/model?filter.query=44319.safetensors"))
                .singleElement()
                .satisfies(m -> assertThat(m.get("name").stringValue()).isEqualTo("add_detail_44319"));
        assertThat(models("/v3/model?filter.query=nowhere")).isEmpty();
    }

    @Test
    void pagesThroughAllModelsOnce() {
        List<String> names = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = visitor.get("/v3/model?pagination.limit=5&pagination.cursor=" + cursor)
                    .success();
            page.get("models").forEach(m -> names.add(m.get("sd_name").stringValue()));
            cursor = page.at("/pagination/next_cursor").stringValue();
        } while (!cursor.isEmpty());
        assertThat(names).hasSize(23).doesNotHaveDuplicates();
    }

    @Test
    void refusesFiltersThatItDoesNotKnow() {
        visitor.get("/v3/model?filter.types=hypernetwork").isRefused(400, "VALIDATOR", "filter.types");
        visitor.get("/v3/model?filter.is_sdxl=maybe").isRefused(400, "VALIDATOR", "true or false but was maybe");
        visitor.get("/v3/model?filter.name=x").isRefused(400, "VALIDATOR", "unknown query parameter");
    }

    private List<JsonNode> models(String target) {
        return visitor.get(target).success().get("models").valueStream().toList();
    }
}
