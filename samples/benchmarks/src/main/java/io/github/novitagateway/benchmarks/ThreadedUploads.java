package io.github.novitagateway.benchmarks;

import io.github.novitagateway.benchmarks.UploadGrid.Cell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Clients that block: one thread for each upload under way. */
final class ThreadedUploads implements Contestant {

    private static final MediaType PNG = MediaType.get("image/png");
    private static final MediaType JSON = MediaType.get("application/json");

    /** Uploads one picture, and waits for the end. */
    private interface Upload {
        void send(Path picture) throws IOException, InterruptedException;
    }

    private final String name;
    private final Upload upload;
    private final Pictures pictures;
    private final ExecutorService threads;

    private ThreadedUploads(String name, Cell cell, Upload upload) {
        this.name = name;
        this.upload = upload;
        this.pictures = cell.pictures();
        this.threads = Executors.newFixedThreadPool(cell.parallel());
    }

    static ThreadedUploads okHttp(Cell cell) {
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(cell.parallel(), 1, TimeUnit.MINUTES));
        try {
            Certificate certificate = cell.server().certificate();
            builder.sslSocketFactory(certificate.forClients().getSocketFactory(), certificate.trustManager());
        } catch (IOException | GeneralSecurityException unusable) {
            throw new IllegalStateException(unusable);
        }
        OkHttpClient client = builder.build();
        URI service = cell.tls().service(cell.server());
        return new ThreadedUploads("OkHttp", cell, picture -> {
            Request slot = new Request.Builder()
                    .url(service.resolve(Front.SLOTS).toString())
                    .post(RequestBody.create(SlotAnswer.question(), JSON))
                    .build();
            Request put = new Request.Builder()
                    .url(SlotAnswer.url(answer(client, slot)).toString())
                    .put(RequestBody.create(picture.toFile(), PNG))
                    .build();
            answer(client, put);
        });
    }

    private static byte[] answer(OkHttpClient client, Request request) throws IOException {
        try (Response response = client.newCall(request).execute()) {
            check(response.code());
            return response.body().bytes();
        }
    }

    static ThreadedUploads jdk(Cell cell) {
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        try {
            builder.sslContext(cell.server().certificate().forClients());
        } catch (IOException | GeneralSecurityException unusable) {
            throw new IllegalStateException(unusable);
        }
        HttpClient client = builder.build();
        URI service = cell.tls().service(cell.server());
        return new ThreadedUploads("JDK HttpClient", cell, picture -> {
            HttpRequest slot = HttpRequest.newBuilder(service.resolve(Front.SLOTS))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(SlotAnswer.question()))
                    .build();
            HttpRequest put = HttpRequest.newBuilder(SlotAnswer.url(answer(client, slot)))
                    .header("Content-Type", "image/png")
                    .PUT(BodyPublishers.ofFile(picture))
                    .build();
            answer(client, put);
        });
    }

    private static byte[] answer(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        var response = client.send(request, BodyHandlers.ofByteArray());
        check(response.statusCode());
        return response.body();
    }

    private static void check(int status) throws IOException {
        if (status != 200) {
            throw new IOException("status " + status);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void round(int operations) {
        CompletableFuture.allOf(pictures.stream(operations)
                        .map(picture -> CompletableFuture.runAsync(() -> send(picture), threads))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private void send(Path picture) {
        try {
            upload.send(picture);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
