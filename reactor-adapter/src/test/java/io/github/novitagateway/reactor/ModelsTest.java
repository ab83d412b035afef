package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.error.ApiException.AuthenticationException;
import io.github.novitagateway.error.ApiException.ServerException;
import io.github.novitagateway.training.TrainedModel;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

class ModelsTest extends ServiceTest {

    private static final String NAME = "model_1700000601_A1B2C3D4E5";
    private static final TrainedModel TRAINED = new TrainedModel(NAME + ".safetensors", "SERVING");

    @Test
    void theNameToDrawWithIsLookedUpAmongTheOwnTrainedLoras() throws InterruptedException {
        answer("model-list.private-loras.response.json");

        assertThat(loraName()).isEqualTo(NAME);

        RecordedRequest sent = request();
        assertIsAuthorized(sent);
        assertIsGet(sent, "model-list.request.json");
        assertNoFurtherRequest();
    }

    @Test
    void theListTellsTheModelsApart() {
        answer("model-list.private-loras.response.json");

        String other =
                value(novita.models().loraName(new TrainedModel("model_1700001201_0F1E2D3C4B.safetensors", "SERVING")));

        assertThat(other).isEqualTo("model_1700001201_0F1E2D3C4B");
    }

    @Test
    void aTrainedNameWithoutSuffixIsFoundToo() {
        answerJson(list("{\"name\":\"%s\",\"sd_name\":\"%s.safetensors\",\"sd_name_in_api\":\"in-api\"}"));

        assertThat(value(novita.models().loraName(new TrainedModel(NAME, "SERVING"))))
                .isEqualTo("in-api");
    }

    @Test
    void laterPagesAreSearchedBehindTheCursorAsItCame() throws InterruptedException {
        novita.close();
        novita = gateway(config().pageSize(1).build());
        answer("model-list.page.response.json", "model-list.private-loras.response.json");

        assertThat(loraName()).isEqualTo(NAME);

        request();
        RecordedRequest second = request();
        assertThat(second.getUrl().queryParameter("pagination.cursor")).isEqualTo("c_WzgwNDY2MiwiNTUxOTkiXQ==");
        assertThat(second.getUrl().queryParameter("filter.source")).isEqualTo("training");
        assertThat(second.getUrl().queryParameter("pagination.limit")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model-list.empty.response.json",
                "model-list.page.response.json",
                "error.404.route-not-found.http.json",
                "error.404.api-not-found.response.json"
            })
    void withoutARowTheTrainedNameStandsAsItIs(String file) {
        answer(file);

        assertThat(loraName()).isEqualTo(TRAINED.name());
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aModelOfAnotherTypeIsNotTaken() {
        answerJson(list("""
                {"sd_name":"%s.safetensors","sd_name_in_api":"a-checkpoint","type":{"name":"checkpoint"}},
                {"sd_name":"other","name":"%s.safetensors","sd_name_in_api":"a-locon","type":{"name":"locon"}}"""));

        assertThat(loraName()).isEqualTo("a-locon");
    }

    @Test
    void aRowWithoutTheNameInTheApiLeavesTheTrainedNameAsItIs() {
        answerJson(list("{\"name\":\"%s\",\"sd_name\":\"%s.safetensors\",\"sd_name_in_api\":\"\"}"));

        assertThat(loraName()).isEqualTo(TRAINED.name());
    }

    @Test
    void oddRowsCostNoOtherRow() {
        answerJson(list("""
                null,
                {"sd_name":"odd","id":"x","status":{},"type":"","is_sdxl":"","download_url":"not a link","tags":null},
                {"sd_name":"%s.safetensors","sd_name_in_api":"%s","id":"700001","download_url_ttl":"86400"}"""));

        assertThat(loraName()).isEqualTo(NAME);
    }

    @Test
    void transientFailuresAreRepeated() {
        answer("error.503.service-not-available.response.json", "model-list.private-loras.response.json");

        assertThat(loraName()).isEqualTo(NAME);
    }

    @Test
    void aCatalogueThatIgnoresTheFilterIsNotWalkedToItsEnd() {
        AtomicInteger pages = new AtomicInteger();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                int page = pages.incrementAndGet();
                String rows = IntStream.range(0, 100)
                        .mapToObj(row -> "{\"sd_name\":\"public-" + page + "-" + row + "\"}")
                        .collect(Collectors.joining(","));
                return new MockResponse.Builder()
                        .body("{\"models\":[" + rows + "],\"pagination\":{\"next_cursor\":\"c_" + page + "\"}}")
                        .build();
            }
        });

        assertThat(loraName()).isEqualTo(TRAINED.name());

        assertThat(pages).hasValueBetween(10, 11);
    }

    @Test
    void otherFailuresSurface() {
        answer("error.403.invalid-api-key.response.json");

        StepVerifier.create(novita.models().loraName(TRAINED))
                .expectError(AuthenticationException.class)
                .verify(LONG);

        for (int attempt = 0; attempt < 4; attempt++) {
            answer("error.502.empty-body.http.json");
        }
        StepVerifier.create(novita.models().loraName(TRAINED))
                .expectError(ServerException.class)
                .verify(LONG);
    }

    private String loraName() {
        return value(novita.models().loraName(TRAINED));
    }

    /** One page of rows in which each placeholder is the model's name. */
    private static String list(String rows) {
        return "{\"models\":[" + rows.replace("%s", NAME) + "]}";
    }
}
