package io.github.novitagateway.runner;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** How a command speaks: options that all commands with results share. */
final class OutputOptions {
    static final String MIXIN = "output";

    @Option(names = "--json", description = "Print one JSON object a line on stdout, all else on stderr.")
    private boolean json;

    @Option(names = "--verbose", description = "Show the stack trace of a failure.")
    private boolean verbose;

    private @Nullable Report report;

    static @Nullable OutputOptions of(CommandLine command) {
        CommandSpec mixin = command.getCommandSpec().mixins().get(MIXIN);
        return mixin != null && mixin.userObject() instanceof OutputOptions options ? options : null;
    }

    boolean verbose() {
        return verbose;
    }

    Report report() {
        if (report == null) {
            report = newReport();
        }
        return report;
    }

    /** Waits, on the calling thread, until all has happened and was told. */
    void show(Flux<Happening> happenings) {
        // writing may block, which event loops must not
        happenings
                .publishOn(Schedulers.boundedElastic())
                .doOnNext(happening -> happening.tellTo(report()))
                .blockLast();
        report().close();
    }

    private Report newReport() {
        if (json) {
            // JSON is UTF-8 whatever the locale
            return new JsonReport(
                    new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        }
        return Terminal.isWatched() ? new TerminalReport(System.out, System.err) : new PlainReport(System.out);
    }
}
