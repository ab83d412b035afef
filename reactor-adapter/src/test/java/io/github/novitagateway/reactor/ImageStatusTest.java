package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.image.GeneratedImage;
import io.github.novitagateway.image.GeneratedImage.NsfwDetection;
import io.github.novitagateway.image.GenerationStatus;
import io.github.novitagateway.image.GenerationStatus.GenerationDetails;
import io.github.novitagateway.image.GenerationStatus.GenerationState;
import io.github.novitagateway.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from the answers about one drawing; the gateway's clock stands at {@link #NOW}. */
class ImageStatusTest extends ServiceTest {

    private static final Instant NOW = Instant.EPOCH;
    private static final Instant IN_AN_HOUR = NOW.plusSeconds(3600);
    private static final Instant AS_THE_LINK_SAYS = Instant.parse("2026-01-01T01:05:00Z");
    private static final TaskId TASK = TaskId.image("11111111-2222-4333-8444-000000000011");
    private static final String LINK = "https://faas-output-image.s3.ap-southeast-1.amazonaws.com/prod/%s"
            + "?X-Amz-Algorithm=AWS4-HMAC-SHA256"
            + "&X-Amz-Credential=EXAMPLEKEYID%%2F20260101%%2Fap-southeast-1%%2Fs3%%2Faws4_request"
            + "&X-Amz-Date=20260101T000500Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&x-id=GetObject"
            + "&X-Amz-Signature=" + "0".repeat(64);

    private static final Map<String, GenerationStatus> EXPECTED = Map.ofEntries(
            row("queued", "QUEUED", "", 0, 12, details("")),
            row("processing", "PROCESSING", "", 50, 4, details("")),
            row("processing-preview", "PROCESSING", "", 75, 2, details(""), image(0, "preview_0.jpeg")),
            row("failed", "FAILED", "fixture: inference failed", 0, 0, details("")),
            row("failed.empty-reason", "FAILED", "", 0, 0, null),
            row("canceled", "CANCELED", "", 0, 0, null),
            row("unknown", "UNKNOWN", "", 0, 0, null),
            row("unlisted-status", "SOMETHING_NEW", "", 0, 0, null),
            row("succeeded.no-images", "SUCCEED", "", 0, 0, details("392212448")),
            row("succeeded.seed-number", "SUCCEED", "", 0, 0, details("392212448"), image(0, "fixture_0.jpeg")),
            row("succeeded.string-ttl", "SUCCEED", "", 0, 0, details("392212448"), image(0, "fixture_0.jpeg")),
            row(
                    "succeeded.zero-ttl",
                    "SUCCEED",
                    "",
                    0,
                    0,
                    null,
                    image(TASK, 0, "fixture_0.jpeg", AS_THE_LINK_SAYS, ImageFormat.JPEG, null)),
            row(
                    "succeeded.nsfw",
                    "SUCCEED",
                    "",
                    0,
                    0,
                    details("392212448", true, null, null, null),
                    image(TASK, 0, "fixture_0.jpeg", IN_AN_HOUR, ImageFormat.JPEG, new NsfwDetection(true, 99.12)),
                    image(TASK, 1, "fixture_1.jpeg", IN_AN_HOUR, ImageFormat.JPEG, new NsfwDetection(false, 3.4)),
                    image(TASK, 2, "fixture_2.jpeg", IN_AN_HOUR, ImageFormat.JPEG, new NsfwDetection(null, null))),
            row(
                    "succeeded",
                    "SUCCEED",
                    "",
                    100,
                    0,
                    details(
                            "392212448",
                            false,
                            Instant.parse("2026-01-01T00:00:00Z"),
                            Instant.parse("2026-01-01T00:00:01Z"),
                            Instant.parse("2026-01-01T00:00:05Z")),
                    image(0, "fixture_0.jpeg"),
                    image(1, "fixture_1.jpeg")),
            Map.entry(
                    "task-result.succeeded.minimal.response.json",
                    new GenerationStatus(
                            TASK,
                            "TASK_STATUS_SUCCEED",
                            "",
                            null,
                            null,
                            List.of(image(TASK, 0, "fixture_0.png", IN_AN_HOUR, ImageFormat.PNG, null)),
                            null,
                            null)),
            Map.entry("task-result.img2img-succeeded.response.json", imageToImage()));

    @BeforeEach
    void stopTheClock() {
        novita.close();
        novita = NovitaGateway.builder(config().build())
                .scheduler(new VirtualClock())
                .codec(JsonCodec.strict())
                .build();
    }

    static List<String> goldenAnswers() {
        return EXPECTED.keySet().stream().sorted().toList();
    }

    @Test
    void everyGoldenAnswerIsExpected() {
        assertThat(EXPECTED.keySet()).isEqualTo(Golden.answers("task-result."));
    }

    @ParameterizedTest
    @MethodSource("goldenAnswers")
    void statusReads(String file) throws InterruptedException {
        answer(file);

        assertThat(status()).isEqualTo(Objects.requireNonNull(EXPECTED.get(file)));

        assertIsGet(request(), "task-result.request.json");
    }

    @ParameterizedTest
    @CsvSource({
        "queued, QUEUED, false",
        "processing, PROCESSING, false",
        "processing-preview, PROCESSING, false",
        "unknown, UNKNOWN, false",
        "unlisted-status, UNRECOGNIZED, false",
        "failed, FAILED, true",
        "canceled, CANCELED, true",
        "succeeded, SUCCEED, true",
        "succeeded.no-images, SUCCEED, true"
    })
    void onlyThreeWordsAreTerminal(String variant, GenerationState state, boolean terminal) {
        answer("task-result." + variant + ".response.json");

        GenerationStatus status = status();

        assertThat(status.state()).isEqualTo(state);
        assertThat(status.terminal()).isEqualTo(terminal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "\"0\"", "\"\"", "null", "-1", "\"soon\"", "true", "{}"})
    void aTimeToLiveThatTellsNothingLeavesItToTheLink(String ttl) {
        answerJson(succeeded("\"image_url\":\"" + LINK.formatted("a.png") + "\",\"image_url_ttl\":" + ttl));

        assertThat(status().images())
                .singleElement()
                .extracting(GeneratedImage::expiresAt)
                .isEqualTo(AS_THE_LINK_SAYS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://cdn.example.com/a.png",
                "https://cdn.example.com/a.png?X-Amz-Date=20260101T000500Z",
                "https://cdn.example.com/a.png?X-Amz-Date=yesterday&X-Amz-Expires=3600",
                "https://cdn.example.com/a.png?X-Amz-Date=20260101T000500Z&X-Amz-Expires=long"
            })
    void neitherTimeToLiveNorLinkLeavesTheExpiryUnknown(String link) {
        answerJson(succeeded("\"image_url\":\"" + link + "\",\"image_url_ttl\":0"));

        assertThat(status().images())
                .singleElement()
                .satisfies(image -> assertThat(image.expiresAt()).isNull());
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "'\"7\"', 7", "'\"\"', ", "null, ", "'\"9223372036854775807\"', 9223372036854775807"})
    void theSeedIsReadFromNumberAndText(String seed, @Nullable Long number) {
        answerJson("{\"task\":{},\"extra\":{\"seed\":" + seed + "}}");

        OptionalLong read = Objects.requireNonNull(status().details()).seedNumber();

        assertThat(read).isEqualTo(number == null ? OptionalLong.empty() : OptionalLong.of(number));
    }

    @ParameterizedTest
    @CsvSource({"'[true,false]', 2", "'[true,null,false]', 0", "'[{},true]', 0", "'', 0", "[], 0"})
    void theChecksUndocumentedListIsKeptWhereItTellsOfEachImage(String list, int told) {
        answerJson("{\"task\":{},\"extra\":{\"has_nsfw_contents\":" + (list.isEmpty() ? "null" : list) + "}}");

        assertThat(Objects.requireNonNull(status().details()).hasNsfwContents())
                .isEqualTo(List.of(true, false).subList(0, told));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"task\":null,\"images\":null,\"extra\":null}",
                "{\"task\":{\"task_id\":\"\",\"status\":\"\",\"reason\":null,\"eta\":\"\"},\"images\":\"\",\"extra\":\"\"}",
                "{\"task\":\"\",\"images\":[null,{},{\"image_url\":\"\"}]}"
            })
    void absentNullAndEmptyReadTheSame(String body) {
        answerJson(body);

        assertThat(status()).isEqualTo(new GenerationStatus(TASK, "", "", null, null, List.of(), null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"images\":null", ",\"images\":[]"})
    void imagesUnderTheOldNameAreReadWhereTheCurrentOneHasNone(String current) {
        answerJson("{\"task\":{\"status\":\"TASK_STATUS_SUCCEED\"},\"imgs\":[{\"image_url\":\"https://a.example/b\"}]"
                + current + "}");

        assertThat(status().images()).extracting(GeneratedImage::url).containsExactly("https://a.example/b");
    }

    @Test
    void anAddressThatCannotBeReadIsKeptAsItWasTold() {
        answerJson("{\"images\":[{\"image_url\":\"https://a.example/b c?d=%zz\"}]}");

        assertThat(status().images())
                .extracting(GeneratedImage::url, GeneratedImage::expiresAt)
                .containsExactly(tuple("https://a.example/b c?d=%zz", null));
    }

    @Test
    void imagesUnderTheCurrentNameCountAlone() {
        answerJson("{\"imgs\":[{\"image_url\":\"https://a.example/old\"}],"
                + "\"images\":[{\"image_url\":\"https://a.example/new\"}]}");

        assertThat(status().images()).extracting(GeneratedImage::url).containsExactly("https://a.example/new");
    }

    private GenerationStatus status() {
        return value(novita.images().status(TASK));
    }

    private static String succeeded(String image) {
        return "{\"task\":{\"status\":\"TASK_STATUS_SUCCEED\"},\"images\":[{" + image + "}]}";
    }

    private static Map.Entry<String, GenerationStatus> row(
            String variant,
            String state,
            String reason,
            double progress,
            long eta,
            @Nullable GenerationDetails details,
            GeneratedImage... images) {
        return Map.entry(
                "task-result." + variant + ".response.json",
                new GenerationStatus(
                        TASK,
                        "TASK_STATUS_" + state,
                        reason,
                        progress,
                        Duration.ofSeconds(eta),
                        List.of(images),
                        "TXT_TO_IMG",
                        details));
    }

    private static GenerationStatus imageToImage() {
        TaskId task = TaskId.image("11111111-2222-4333-8444-000000000012");
        return new GenerationStatus(
                task,
                "TASK_STATUS_SUCCEED",
                "",
                0.0,
                Duration.ZERO,
                List.of(image(task, 0, "fixture_0.webp", IN_AN_HOUR, ImageFormat.WEBP, null)),
                "IMG_TO_IMG",
                details("7"));
    }

    private static GenerationDetails details(String seed) {
        return details(seed, false, null, null, null);
    }

    private static GenerationDetails details(
            String seed,
            boolean nsfwDetection,
            @Nullable Instant submitted,
            @Nullable Instant started,
            @Nullable Instant completed) {
        return new GenerationDetails(seed, nsfwDetection, List.of(), "", submitted, started, completed);
    }

    private static GeneratedImage image(int index, String file) {
        return image(TASK, index, file, IN_AN_HOUR, ImageFormat.JPEG, null);
    }

    private static GeneratedImage image(
            TaskId task,
            int index,
            String file,
            @Nullable Instant expiry,
            ImageFormat format,
            @Nullable NsfwDetection nsfw) {
        return new GeneratedImage(task, index, LINK.formatted(file), expiry, format, nsfw);
    }
}
