package io.github.novitagateway.reactor;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.image.HiresFix;
import io.github.novitagateway.image.Lora;
import io.github.novitagateway.image.OutputOptions;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import io.github.novitagateway.training.StyleExpertSettings;
import io.github.novitagateway.training.StyleTrainingRequest;
import io.github.novitagateway.training.TrainingComponent;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where the sources of the wire reference contradict each other (its section 17): what is sent and taken all the same.
 */
class ConflictsTest extends ServiceTest {

    private static final String DRAWN = "txt2img.bare.response.json";
    private static final String TRAINING_STARTED = "training-style.create.response.json";

    /** Each conflict and the test that shows how it is settled. */
    static final Map<String, String> TESTS = Map.ofEntries(
            entry("C1 the key", "ConflictsTest#theKeyIsABearerWithoutTheBlanksAroundIt"),
            entry("C2 asset ids", "JsonCodecTest#anAssetIdGoesBackInTheJsonTypeInWhichItCame"),
            entry("C3 life of a slot", "PresignedUploadTest#livesAsLongAsItsAddressStatesElseAsDocumented"),
            entry("C4 captions of a style", "ConflictsTest#theDocsExampleOfAStyleIsSentWithTheCaptionsThatItLacks"),
            entry("C5 steps before training", "ConflictsTest#whatTheOfficialClientSendsIsSentWithoutItsNulls"),
            entry("C6 batch size", "TrainingsTest#submitSendsEveryDocumentedField"),
            entry("C7 learning rate", "JsonCodecTest#aLearningRateIsWrittenInPlainNotation"),
            entry("C8 prompts of a style", "ConflictsTest#theDocsExampleOfAStyleIsSentWithTheCaptionsThatItLacks"),
            entry("C9 id of a status request", "TrainingStatusTest#statusReads"),
            entry("C10 type of a trained model", "TrainingStatusTest#statusReads"),
            entry("C11 end of a list", "TrainingListTest#aShortPageIsTheLastOneEvenWithACursor"),
            entry("C12 form of a drawing request", "ConflictsTest#aDrawingIsWrappedAndNeverFlat"),
            entry("C13 name of a LoRA", "ModelsTest#theNameToDrawWithIsLookedUpAmongTheOwnTrainedLoras"),
            entry("C14 samplers", "ConflictsTest#aSamplerThatTheDocsDoNotListIsSentAsItIs"),
            entry("C15 answer to a submit", "ImagesTest#submitReadsTheTaskIdBareOrWrapped"),
            entry("C16 time to live of an image", "ImageStatusTest#aTimeToLiveThatTellsNothingLeavesItToTheLink"),
            entry("C17 check for nudity", "ImageStatusTest#statusReads"),
            entry("C18 seed", "ImageStatusTest#theSeedIsReadFromNumberAndText"),
            entry("C19 name of the images", "ImageStatusTest#imagesUnderTheOldNameAreReadWhereTheCurrentOneHasNone"),
            entry("C20 filter of models", "ModelListTest#rowsOfAnotherTypeAreLeftOutWhenTheServiceDoesNotHeedTheType"));

    static final List<String> PLACES = TESTS.values().stream().distinct().toList();

    @Test
    void eachOfTheTwentyConflictsHasATest() {
        assertThat(TESTS.keySet().stream().map(conflict -> conflict.substring(0, conflict.indexOf(' '))))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 20)
                        .mapToObj(number -> "C" + number)
                        .toList());
    }

    @ParameterizedTest
    @FieldSource("PLACES")
    void theTestOfAConflictIsThere(String place) throws ClassNotFoundException {
        String[] name = place.split("#", 2);
        Class<?> tests = Class.forName(getClass().getPackageName() + "." + name[0]);

        assertThat(Arrays.stream(tests.getDeclaredMethods()).filter(ConflictsTest::isTest))
                .extracting(Method::getName)
                .contains(name[1]);
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
    }

    @Test
    void theKeyIsABearerWithoutTheBlanksAroundIt() throws InterruptedException {
        answer("training-list.empty.response.json");
        NovitaGateway padded = gateway(NovitaConfig.builder(ApiKey.of(" " + KEY + "\n"))
                .baseUrl(server.url("/").uri())
                .build());

        values(padded.trainings().list());
        padded.closeLater().block(LONG);

        assertThat(request().getHeaders().values("Authorization")).containsExactly("Bearer " + KEY);
        assertThatIllegalArgumentException().isThrownBy(() -> ApiKey.of("sk_with blank;"));
    }

    @Test
    void theDocsExampleOfAStyleIsSentWithTheCaptionsThatItLacks() throws InterruptedException {
        answer(TRAINING_STARTED);
        StyleTrainingRequest request = StyleTrainingRequest.builder("fixture-style-04", "v1-5-pruned-emaonly")
                .exactName()
                .images(List.of(
                        TrainingImage.of(AssetId.of("0a1b2c3d4e5f60718293a4b5c6d7e8f9"), "a harbour"),
                        TrainingImage.of(AssetId.of("1a2b3c4d5e6f708192a3b4c5d6e7f809"), "a market")))
                .expertSettings(StyleExpertSettings.builder()
                        .subjectPrompt("Xstyle, portrait, soft light")
                        .subjectClass("person")
                        .build())
                .component(TrainingComponent.faceCropRegion(1))
                .component(TrainingComponent.resize(512, 512))
                .component(TrainingComponent.faceRestore("gfpgan_1.4", 1))
                .build();

        value(novita.trainings().submit(request));

        JsonNode sent = json(request());
        sent.get("image_dataset_items")
                .forEach(item ->
                        assertThat(((ObjectNode) item).remove("caption")).isNotNull());
        assertThat(sent).isEqualTo(Golden.json("training-style.create.docs-example-shape.request.json"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.withImages(List.of(TrainingImage.of(AssetId.of("a")))));
    }

    @Test
    void whatTheOfficialClientSendsIsSentWithoutItsNulls() throws InterruptedException {
        answer(TRAINING_STARTED);

        value(novita.trainings()
                .submit(StyleTrainingRequest.builder("fixture-style-05", "v1-5-pruned-emaonly")
                        .exactName()
                        .images(List.of(TrainingImage.of(
                                AssetId.of("0a1b2c3d4e5f60718293a4b5c6d7e8f9"), "ohwxStyle, a harbour")))
                        .expertSettings(StyleExpertSettings.builder()
                                .learningRate(1e-4)
                                .maxTrainSteps(2000)
                                .build())
                        .build()));

        ObjectNode expected = withoutNulls("training-style.create.sdk-nulls.request.json");
        ObjectNode settings = (ObjectNode) expected.get("expert_setting");
        settings.put(
                "learning_rate", new BigDecimal(settings.get("learning_rate").stringValue()));
        expected.set(
                "components",
                Golden.json("training-style.create.minimal.request.json").get("components"));
        assertSameValues(json(request()), expected);
    }

    @Test
    void aDrawingIsWrappedAndNeverFlat() throws InterruptedException {
        answer(DRAWN);

        value(novita.images().submit(portrait().build()));

        JsonNode sent = json(request());
        assertThat(sent.propertyNames()).containsExactly("request");
        assertThat(sent.get("request")).isEqualTo(Golden.json("txt2img.flat-body.request.json"));
    }

    @Test
    void theDocsExampleOfADrawingIsSentWithoutItsPlaceholders() throws InterruptedException {
        answer(DRAWN);

        value(novita.images()
                .submit(portrait()
                        .vae("")
                        .hiresFix(HiresFix.builder(1024, 768).strength(0.5).build())
                        .output(OutputOptions.builder()
                                .responseImageType(ImageFormat.JPEG)
                                .build())
                        .build()));

        JsonNode expected = Golden.json("txt2img.docs-placeholders.request.json");
        ((ObjectNode) expected.get("request")).remove(List.of("embeddings", "refiner"));
        assertThat(json(request())).isEqualTo(expected);
    }

    @Test
    void aSamplerThatTheDocsDoNotListIsSentAsItIs() throws InterruptedException {
        answer(DRAWN);

        value(novita.images().submit(portrait().sampler("DPM++ Karras").build()));

        assertThat(json(request()).at("/request/sampler_name").stringValue()).isEqualTo("DPM++ Karras");
    }

    private static TextToImageRequest.Builder portrait() {
        return TextToImageRequest.builder(
                        "realisticVisionV51_v51VAE_94301.safetensors", "ohwxStyle, a young woman, portrait")
                .negativePrompt("blurry, bad anatomy")
                .size(512, 768)
                .seed(-1)
                .clipSkip(1)
                .lora(Lora.of("model_1700000601_A1B2C3D4E5.safetensors", 0.7));
    }

    private static ObjectNode withoutNulls(String goldenFile) {
        ObjectNode body = (ObjectNode) Golden.json(goldenFile);
        ObjectNode settings = (ObjectNode) body.get("expert_setting");
        for (ObjectNode node : List.of(body, settings)) {
            node.removeIf(JsonNode::isNull);
        }
        return body;
    }
}
