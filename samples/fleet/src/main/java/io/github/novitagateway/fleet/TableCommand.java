package io.github.novitagateway.fleet;

import io.lettuce.core.RedisClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fleet table}. */
@Command(
        name = "table",
        mixinStandardHelpOptions = true,
        description = "Shows the jobs as they go on, until Ctrl-C; a line for each step where no terminal is.")
final class TableCommand implements Callable<Integer> {

    @Mixin
    private FleetOptions fleet = new FleetOptions();

    @Override
    public Integer call() {
        RedisClient client = RedisCalls.client();
        JobTable table = JobTable.onStandardOutput();
        table.shown(fleet.jobs(client).feed()).blockLast();
        return 0;
    }
}
