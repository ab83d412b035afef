package io.github.novitagateway.runner;

import io.github.novitagateway.account.Budget;
import io.github.novitagateway.account.PriceTable;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.preflight.DraftImage;
import io.github.novitagateway.preflight.Preflight;
import io.github.novitagateway.preflight.PreflightReport;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.reactor.TaskJournal;
import io.github.novitagateway.training.DatasetImage.ImageToUpload;
import io.github.novitagateway.training.StyleTrainingRequest;
import java.math.BigDecimal;
import java.util.List;
import reactor.core.publisher.Mono;

/** The README's look before anything is paid, compiled and run by {@link ReadmeTest}. */
record LookFirst(StyleTrainingRequest request, List<ImageToUpload> pictures, TextToImageRequest drawing) {

    Mono<PreflightReport> at(NovitaGateway novita) {
        PriceTable prices =
                PriceTable.of(new BigDecimal("1.50"), new BigDecimal("0.01")); // yours: a training, an image

        Mono<PreflightReport> look = novita.trainings()
                .preflight(
                        Preflight.builder(request)
                                .drawing(drawing)
                                .prices(prices)
                                .build(),
                        pictures.stream().map(DraftImage::of).toList())
                .doOnNext(report -> report.errors().forEach(flaw -> System.err.println(flaw.message())));
        return look;
    }

    static NovitaGateway careful(NovitaConfig config, TaskJournal journal, PriceTable prices) {
        NovitaGateway careful = NovitaGateway.builder(config)
                .journal(journal)
                .budget(Budget.builder("spring", new BigDecimal("20"), prices)
                        .floor(new BigDecimal("5"))
                        .build())
                .build();
        return careful;
    }
}
