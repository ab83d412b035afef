package io.github.novitagateway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.account.PriceTable;
import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.preflight.PreflightReport;
import io.github.novitagateway.reactor.FileTaskJournal;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.reactor.PollingPolicy;
import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxOptions;
import io.github.novitagateway.training.BaseModels;
import io.github.novitagateway.training.DatasetImage.ImageToUpload;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import io.github.novitagateway.training.StyleTrainingRequest;
import io.github.novitagateway.training.TrainedModel;
import io.github.novitagateway.training.TrainedModel.ModelState;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Timeout(60)
class ReadmeTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Path HILLS = Path.of("../pictures/terraced-hills.png");

    private final Sandbox sandbox =
            Sandbox.start(SandboxOptions.builder().speed(1000).build());
    private final NovitaGateway novita = NovitaGateway.builder(NovitaConfig.builder(ApiKey.of("any"))
                    .baseUrl(sandbox.baseUrl())
                    .build())
            .trainingPolling(PollingPolicy.fixed(Duration.ofMillis(50)))
            .imagePolling(PollingPolicy.fixed(Duration.ofMillis(50)))
            .build();

    @TempDir
    private Path out;

    @AfterEach
    void stop() {
        novita.close();
        sandbox.close();
    }

    @Test
    void everySnippetOfTheReadmeIsCompiled() throws IOException {
        String sources = source("QuickStart")
                + source("OwnPipeline")
                + source("LookFirst")
                + source("SandboxInTestsTest")
                + source(Path.of(
                        "../../reactor-adapter/redis/src/test/java/io/github/novitagateway/redis/ReadmeNode.java"));
        List<String> snippets = snippets();

        assertThat(snippets)
                .hasSize(5)
                .allSatisfy(snippet -> assertThat(snippet.split("\n\n"))
                        .allSatisfy(paragraph -> assertThat(sources).contains(withoutBlanks(paragraph))));
        assertThat(snippets.get(0).lines().filter(line -> !line.isBlank()))
                .as("ten lines are enough to start")
                .hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void theApiDocsShowTheQuickStartOfTheReadme() throws IOException {
        assertThat(withoutBlanks(Files.readString(Path.of("../../reactor-adapter/src/main/javadoc/overview.html"))))
                .contains("<pre>{@code" + withoutBlanks(snippets().get(0)) + "}</pre>");
    }

    @Test
    void quickStartTrainsAndDraws() throws IOException {
        List<Path> drawings = values(QuickStart.draw(novita, HILLS, out));

        assertThat(drawings).hasSize(1);
        assertThat(ImageFormat.detect(Files.readAllBytes(drawings.get(0)))).contains(ImageFormat.PNG);
    }

    @Test
    void aLookTellsWhatATrainingWillCostAndABudgetPaysIt() {
        LookFirst first = new LookFirst(
                StyleTrainingRequest.builder("ink-hills", BaseModels.V1_5_PRUNED_EMAONLY)
                        .build(),
                List.of(ImageToUpload.of(ImageSource.file(HILLS), "terraced hills")),
                TextToImageRequest.builder("realisticVisionV51_v51VAE_94301.safetensors", "a lighthouse")
                        .build());

        PreflightReport report = Objects.requireNonNull(first.at(novita).block(LONG));

        assertThat(report.errors()).isEmpty();
        assertThat(report.estimate().cost()).isEqualByComparingTo("1.51");
        NovitaConfig config = NovitaConfig.builder(ApiKey.of("any"))
                .baseUrl(sandbox.baseUrl())
                .build();
        PriceTable prices = PriceTable.of(BigDecimal.ONE, BigDecimal.ONE);
        try (FileTaskJournal journal = FileTaskJournal.at(out.resolve("novita.journal"));
                NovitaGateway careful = LookFirst.careful(config, journal, prices)) {
            assertThat(careful.images().submit(first.drawing()).block(LONG)).isNotNull();
            assertThat(journal.spent("spring").block(LONG)).isEqualByComparingTo("1");
        }
    }

    @Test
    void ownPipelineKeepsTheTaskGoesOnAndDraws() {
        List<String> kept = new CopyOnWriteArrayList<>();
        OwnPipeline pipeline = new OwnPipeline(novita, new OwnPipeline.Jobs() {
            @Override
            public Mono<Void> keep(String id) {
                return Mono.fromRunnable(() -> kept.add(id));
            }

            @Override
            public Flux<String> unfinished() {
                return Flux.fromIterable(kept);
            }
        });

        TrainedModel model = Objects.requireNonNull(pipeline.train(request()).block(LONG));

        assertThat(model.state()).isEqualTo(ModelState.SERVING);
        assertThat(kept).singleElement().asString().startsWith("style/");
        assertThat(values(pipeline.goOn()))
                .last()
                .satisfies(last -> assertThat(last.terminal()).isTrue());
        assertThat(values(pipeline.draw(
                        TextToImageRequest.builder("realisticVisionV51_v51VAE_94301.safetensors", "a lighthouse")
                                .build(),
                        out)))
                .singleElement()
                .satisfies(file -> assertThat(file).exists());
    }

    private StyleTrainingRequest request() {
        TrainingImage image = Objects.requireNonNull(novita.assets()
                .upload(ImageSource.file(HILLS))
                .map(stored -> TrainingImage.of(stored.id(), "inkwash style, terraced hills"))
                .block(LONG));
        return StyleTrainingRequest.builder("ink-hills", BaseModels.V1_5_PRUNED_EMAONLY)
                .images(List.of(image))
                .build();
    }

    private static <T> List<T> values(Flux<T> stream) {
        return Objects.requireNonNull(stream.collectList().block(LONG));
    }

    private static List<String> snippets() throws IOException {
        return SNIPPET.matcher(Files.readString(Path.of("../../README.md")))
                .results()
                .map(snippet -> snippet.group(1))
                .toList();
    }

    private static String source(String name) throws IOException {
        return source(Path.of("src/test/java/io/github/novitagateway/runner/" + name + ".java"));
    }

    private static String source(Path file) throws IOException {
        return withoutBlanks(Files.readString(file));
    }

    private static String withoutBlanks(String text) {
        return text.replaceAll("\\s+", "");
    }
}
