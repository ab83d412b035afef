package io.github.novitagateway.runner;

import io.github.novitagateway.sandbox.Sandbox;
import io.github.novitagateway.sandbox.SandboxOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/** {@code novita sandbox}. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        versionProvider = Novita.Version.class,
        showDefaultValues = true,
        description = {
            "Serves a stand-in for the service on 127.0.0.1 until Ctrl-C.",
            "",
            "Other commands reach it with NOVITA_BASE_URL set to the address that is printed, and any NOVITA_API_KEY.",
            ""
        })
final class SandboxCommand implements Callable<Integer> {

    @Option(names = "--port", paramLabel = "P", description = "Where to listen; 0 takes a free port.")
    private int port;

    @Option(names = "--key", paramLabel = "K", description = "The only right key; any non-empty one when not given.")
    private @Nullable String key;

    @Option(
            names = "--speed",
            paramLabel = "X",
            description = "How much faster than in life trainings and drawings go; 60 turns a minute into a second.")
    private double speed = 1;

    @Option(
            names = "--fault",
            paramLabel = "ENDPOINT=FAULT",
            description =
                    "What goes wrong from the start, such as txt2img=429 or style-submit=stuck; may be given again."
                            + " While it serves, faults are switched at /sandbox/faults.")
    private List<String> faults = new ArrayList<>();

    @Override
    public Integer call() {
        SandboxOptions.Builder builder =
                SandboxOptions.builder().port(port).key(key).speed(speed);
        faults.forEach(builder::fault);
        SandboxOptions options = builder.build();
        try (Sandbox sandbox = Sandbox.start(options)) {
            System.out.println("Sandbox listens on " + sandbox.baseUrl());
            Mono.never().block();
        }
        return ExitCodes.DONE;
    }
}
