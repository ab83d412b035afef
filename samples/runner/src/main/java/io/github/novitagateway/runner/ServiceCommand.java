package io.github.novitagateway.runner;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that asks a service and tells what comes. */
abstract class ServiceCommand implements Callable<Integer> {

    @Mixin(name = "service")
    ServiceOptions service = new ServiceOptions();

    @Mixin(name = OutputOptions.MIXIN)
    OutputOptions output = new OutputOptions();
}
