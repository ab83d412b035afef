package io.github.novitagateway.benchmarks;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.task.TaskId;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A program that asks once for the status of a training, and tells how long that took from its first line on. */
final class FirstAnswer {

    /** The client with which it asks. */
    enum Client {
        GATEWAY,
        BARE,
        OKHTTP
    }

    private record Status(@JsonProperty("task_status") String word) {}

    private static final String ID = "11111111-2222-4333-8444-000000000001";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private FirstAnswer() {}

    /**
     * Prints the nanoseconds.
     *
     * @param arguments a {@link Client} and where the service is
     */
    public static void main(String[] arguments) throws IOException {
        long start = System.nanoTime();
        URI service = URI.create(arguments[1]);
        String state = switch (Client.valueOf(arguments[0])) {
            case GATEWAY -> gateway(service);
            case BARE -> bare(service);
            case OKHTTP -> okHttp(service);
        };
        System.out.println(System.nanoTime() - start + " " + state);
        System.exit(0);
    }

    private static String gateway(URI service) {
        NovitaGateway novita = NovitaGateway.create(
                NovitaConfig.builder(ApiKey.of("benchmark")).baseUrl(service).build());
        return Objects.requireNonNull(
                        novita.trainings().status(TaskId.style(ID)).block(LIMIT))
                .rawState();
    }

    private static String bare(URI service) {
        JsonMapper json = json();
        return Objects.requireNonNull(HttpClient.create()
                .headers(headers -> headers.set("Authorization", "Bearer benchmark"))
                .get()
                .uri(path(service))
                .responseSingle((response, body) -> body.asByteArray())
                .map(body -> json.readValue(body, Status.class).word())
                .block(LIMIT));
    }

    private static String okHttp(URI service) throws IOException {
        Request request = new Request.Builder()
                .url(path(service))
                .header("Authorization", "Bearer benchmark")
                .build();
        try (var response = new OkHttpClient().newCall(request).execute()) {
            return json().readValue(response.body().bytes(), Status.class).word();
        }
    }

    private static String path(URI service) {
        return service.resolve("/v3/training/style?task_id=" + ID).toString();
    }

    private static JsonMapper json() {
        return JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }
}
