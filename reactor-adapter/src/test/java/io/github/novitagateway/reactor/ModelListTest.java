package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.error.ApiException.AuthenticationException;
import io.github.novitagateway.image.Model;
import io.github.novitagateway.image.Model.ModelFilter;
import io.github.novitagateway.training.TrainedModel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** The list of models, with and without a filter; the name to draw with is looked up in it. */
class ModelListTest extends ServiceTest {

    private static final Model PUBLIC = new Model(
            804662L,
            "exampleLora_v1_55199",
            "exampleLora_v1_55199.safetensors",
            "exampleLora_v1_55199",
            "lora",
            List.of(),
            1,
            "https://models.example.com/exampleLora_v1_55199.safetensors",
            Duration.ofDays(1),
            List.of(),
            null,
            "civitai",
            "SD 1.5",
            "Standard",
            false,
            null,
            null,
            "0011223344");

    @Test
    void aFilterThatLetsAllThroughAsksForNothing() throws InterruptedException {
        answer("model-list.page.response.json");

        assertThat(values(novita.models().list(ModelFilter.all()))).containsExactly(PUBLIC);

        RecordedRequest sent = request();
        assertIsAuthorized(sent);
        assertThat(sent.getUrl().encodedPath()).isEqualTo("/v3/model");
        assertThat(sent.getUrl().query()).isEqualTo("pagination.limit=100");
    }

    @Test
    void eachPartOfAFilterIsSentOnEveryPage() throws InterruptedException {
        pages(1);
        answer("model-list.page.response.json", "model-list.empty.response.json");
        ModelFilter filter = ModelFilter.builder()
                .visibility(ModelFilter.PUBLIC)
                .source(ModelFilter.CIVITAI)
                .type(ModelFilter.LORA)
                .sdxl(false)
                .inpainting(true)
                .query("ink & wash")
                .build();

        values(novita.models().list(filter));

        String asked = "filter.visibility=public&filter.source=civitai&filter.types=lora&filter.is_sdxl=false"
                + "&filter.is_inpainting=true&filter.query=ink%20%26%20wash&pagination.limit=1";
        assertThat(request().getUrl().encodedQuery()).isEqualTo(asked);
        assertThat(request().getUrl().queryParameter("filter.query")).isEqualTo("ink & wash");
    }

    @Test
    void theOwnLorasAreAskedForAsInTheGoldenRequest() throws InterruptedException {
        answer("model-list.private-loras.response.json");

        assertThat(values(novita.models().list(ModelFilter.ownTrainedLoras())))
                .extracting(Model::id)
                .containsExactly(700001L, 700002L);
        assertIsGet(request(), "model-list.request.json");
    }

    @Test
    void theNumberOfAModelIsReadToItsLastDigit() {
        answerJson("""
                {"models":[
                  {"name":"a","id":9007199254740993},
                  {"name":"b","id":"9223372036854775807"},
                  {"name":"c","id":7.0},
                  {"name":"d","id":7.5},
                  {"name":"e","id":"9223372036854775808"},
                  {"name":"f","id":1e999999999},
                  {"name":"g","id":"seven"}]}""");

        assertThat(values(novita.models().list(ModelFilter.all())))
                .extracting(Model::id)
                .containsExactly(9007199254740993L, Long.MAX_VALUE, 7L, null, null, null, null);
    }

    @Test
    void rowsOfAnotherTypeAreLeftOutWhenTheServiceDoesNotHeedTheType() {
        for (int i = 0; i < 2; i++) {
            answerJson("""
                    {"models":[
                      {"sd_name":"a","type":{"name":"checkpoint"}},
                      {"sd_name":"b","type":{"name":"lora"}},
                      {"sd_name":"c","type":{"name":"locon"}},
                      {"sd_name":"d"},
                      {"sd_name":"e","type":{"name":"vae"}}]}""");
        }

        assertThat(names(ModelFilter.builder().type(ModelFilter.LORA).build())).containsExactly("b", "c", "d");
        assertThat(names(ModelFilter.builder().type(ModelFilter.VAE).build())).containsExactly("d", "e");
    }

    @Test
    void rowsThatShiftWhilePagingComeOnceAndNoneIsLostForAnAbsentName() {
        pages(3);
        answerJson("""
                {"models":[{"sd_name":"a"},{"name":"of a person","id":"7"},{"sd_name_in_api":"b"}],
                 "pagination":{"next_cursor":"c_1"}}""");
        answerJson("""
                {"models":[{"sd_name_in_api":"b"},{"id":8},{"sd_name":"a","name":"another a"}]}""");

        assertThat(values(novita.models().list(ModelFilter.all())))
                .extracting(model -> model.sdName() + "|" + model.sdNameInApi() + "|" + model.name())
                .containsExactly("a||", "||of a person", "|b|", "a||another a");
    }

    @Test
    void aSubscriberThatAsksForOneRowCausesAtMostOnePageAhead() {
        pages(2);
        endlessPages();

        StepVerifier.create(novita.models().list(ModelFilter.all()), 1)
                .expectNextCount(1)
                .then(() -> assertThat(requestsInAll()).isLessThanOrEqualTo(2))
                .thenCancel()
                .verify(LONG);
        assertThat(requestsInAll()).isLessThanOrEqualTo(2);
    }

    @Test
    void takingAFewRowsStopsTheFetching() {
        pages(2);
        endlessPages();

        assertThat(values(novita.models().list(ModelFilter.all()).take(4))).hasSize(4);

        assertThat(requestsInAll()).isLessThanOrEqualTo(3);
    }

    @Test
    void findGivesTheWholeModelAndStopsThere() {
        pages(2);
        endlessPages();

        Model found = value(novita.models().find(new TrainedModel("model-1-0", "SERVING")));

        assertThat(found.sdName()).isEqualTo("model-1-0");
        assertThat(requestsInAll()).isLessThanOrEqualTo(3);
    }

    @Test
    void findOfAModelThatIsNotThereIsEmptyAndFailuresSurface() {
        answer("model-list.empty.response.json", "error.403.invalid-api-key.response.json");
        TrainedModel trained = new TrainedModel("model_1.safetensors", "SERVING");

        StepVerifier.create(novita.models().find(trained)).expectComplete().verify(LONG);
        StepVerifier.create(novita.models().find(trained))
                .expectError(AuthenticationException.class)
                .verify(LONG);
    }

    /** Else it would be found in the first row that lacks one of its names. */
    @Test
    void aTrainedModelWithoutANameIsNotLookedFor() {
        answerJson("{\"models\":[{\"sd_name\":\"somebody-elses\",\"sd_name_in_api\":\"somebody-elses\"}]}");

        StepVerifier.create(novita.models().find(new TrainedModel("", "SERVING")))
                .expectComplete()
                .verify(LONG);
    }

    private List<String> names(ModelFilter filter) {
        return values(novita.models().list(filter).map(Model::sdName));
    }

    private void pages(int size) {
        novita.close();
        novita = gateway(config().pageSize(size).build());
    }

    /** Two rows a page, each with a cursor that was never there before. */
    private void endlessPages() {
        AtomicInteger served = new AtomicInteger();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                int page = served.getAndIncrement();
                return new MockResponse.Builder()
                        .body("{\"models\":[{\"sd_name\":\"model-%1$d-0\"},{\"sd_name\":\"model-%1$d-1\"}],"
                                        .formatted(page)
                                + "\"pagination\":{\"next_cursor\":\"c_" + (page + 1) + "\"}}")
                        .build();
            }
        });
    }
}
