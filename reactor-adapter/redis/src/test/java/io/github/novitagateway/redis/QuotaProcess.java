package io.github.novitagateway.redis;

import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.config.QuotaLimits;
import io.github.novitagateway.config.QuotaLimits.Pool;
import io.github.novitagateway.config.QuotaLimits.Rate;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.reactor.NovitaGateway;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A node in a process of its own that orders as many drawings as the quota lets it, until it is ended. */
final class QuotaProcess {

    private QuotaProcess() {}

    /**
     * Starts one.
     *
     * @param permits that come in a minute, for all nodes
     * @param shares by which the rate is divided while Redis is away; 0 where nodes wait for it
     */
    static Process start(int redisPort, URI service, int permits, int burst, int shares) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        QuotaProcess.class.getName(),
                        Integer.toString(redisPort),
                        service.toString(),
                        Integer.toString(permits),
                        Integer.toString(burst),
                        Integer.toString(shares))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] args) {
        RedisFleet fleet = RedisFleet.builder(
                        RedisClient.create(DefaultClientResources.builder()
                                .reconnectDelay(Delay.constant(Duration.ofMillis(200)))
                                .build()),
                        RedisURI.create("127.0.0.1", Integer.parseInt(args[0])),
                        RedisTest.KEY)
                .timeout(Duration.ofSeconds(2))
                .build();
        QuotaLimits limits = QuotaLimits.builder()
                .rate(
                        Pool.TEXT_TO_IMAGE,
                        new Rate(Integer.parseInt(args[2]), Duration.ofMinutes(1), Integer.parseInt(args[3])))
                .build();
        int shares = Integer.parseInt(args[4]);
        NovitaGateway novita = NovitaGateway.builder(NovitaConfig.builder(RedisTest.KEY)
                        .baseUrl(URI.create(args[1]))
                        .build())
                .quota(shares == 0 ? fleet.quota(limits) : fleet.quota(limits, shares))
                .build();
        Random random = new Random();
        Flux.<Integer>generate(sink -> sink.next(1 + random.nextInt(4)))
                .flatMap(images -> order(novita, images), 8)
                .blockLast();
    }

    private static Mono<?> order(NovitaGateway novita, int images) {
        return novita.images()
                .submit(TextToImageRequest.builder("realisticVisionV51_v51VAE_94301.safetensors", "a lighthouse")
                        .imageNum(images)
                        .steps(1)
                        .size(128, 128)
                        .build())
                .onErrorResume(failure -> {
                    System.err.println(failure);
                    return Mono.empty();
                });
    }
}
