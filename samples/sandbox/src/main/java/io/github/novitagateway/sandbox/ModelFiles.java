package io.github.novitagateway.sandbox;

import io.github.novitagateway.sandbox.painting.Tone;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.node.ObjectNode;

/** The files of trained models: small, but whole safetensors, with the learned palette as their only tensor. */
final class ModelFiles {
    static final String MODELS = "/models/";
    static final Duration LINK_LIFETIME = Duration.ofDays(1);

    private static final int ALIGNMENT = 8;
    private static final int PARTS_OF_A_TONE = 3;

    private final Trainings trainings;
    private final SignedUrls urls;
    private final Scheduler studio;

    ModelFiles(Trainings trainings, SignedUrls urls, Scheduler studio) {
        this.trainings = trainings;
        this.urls = urls;
        this.studio = studio;
    }

    /** A link that a model can be fetched by, without a key. */
    String link(String host, String modelName) {
        return urls.presign("GET", host, MODELS + modelName + Model.SUFFIX, LINK_LIFETIME, "GetObject");
    }

    Mono<Reply> get(Exchange exchange) {
        return Mono.fromCallable(() -> {
                    urls.check(exchange);
                    Training training = trainings.ofModel(exchange.path().substring(MODELS.length()));
                    if (training == null) {
                        throw StorageErrors.noSuchKey(exchange.path());
                    }
                    return Storage.object("application/octet-stream", safetensors(training));
                })
                .subscribeOn(studio);
    }

    private static byte[] safetensors(Training training) {
        List<Tone> tones = training.style().palette().tones();
        int size = tones.size() * PARTS_OF_A_TONE * Float.BYTES;
        byte[] header = header(training, tones.size(), size);
        ByteBuffer file = ByteBuffer.allocate(Long.BYTES + header.length + size).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(header.length).put(header);
        tones.forEach(tone -> file.putFloat(tone.red()).putFloat(tone.green()).putFloat(tone.blue()));
        return file.array();
    }

    /** The format asks for a header that ends on a multiple of eight, filled up with blanks. */
    private static byte[] header(Training training, int rows, int size) {
        ObjectNode header = Json.object();
        header.putObject("__metadata__").put("name", training.name()).put("base_model", training.baseModel());
        ObjectNode tensor = header.putObject("palette").put("dtype", "F32");
        tensor.putArray("shape").add(rows).add(PARTS_OF_A_TONE);
        tensor.putArray("data_offsets").add(0).add(size);
        byte[] text = Json.write(header);
        byte[] filled = Arrays.copyOf(text, text.length + Math.floorMod(-text.length, ALIGNMENT));
        Arrays.fill(filled, text.length, filled.length, (byte) ' ');
        return filled;
    }
}
