package io.github.novitagateway.reactor;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Gathers a response in memory, up to a cap. */
final class ResponseBody {

    private final long cap;
    private byte[] bytes = {};
    private int size;
    private boolean complete = true;

    private ResponseBody(long cap) {
        this.cap = cap;
    }

    /** The whole body; one that is longer than the cap ends in the given error and is read no further. */
    static Mono<byte[]> whole(Flux<ByteBuf> content, long cap, Supplier<? extends Throwable> tooLong) {
        return read(content, cap, body -> body.complete ? Mono.just(body.toByteArray()) : Mono.error(tooLong));
    }

    /** As much of the body as the cap allows: enough of a refusal. */
    static Mono<byte[]> beginning(Flux<ByteBuf> content, long cap) {
        return read(content, cap, body -> Mono.just(body.toByteArray()));
    }

    private static Mono<byte[]> read(Flux<ByteBuf> content, long cap, Function<ResponseBody, Mono<byte[]>> outcome) {
        return Mono.defer(() -> {
            ResponseBody body = new ResponseBody(Math.min(cap, Integer.MAX_VALUE - 8));
            return content.takeWhile(body::add).then(Mono.defer(() -> outcome.apply(body)));
        });
    }

    /** Most bodies come in one piece, for which the first room is just right. */
    private boolean add(ByteBuf chunk) {
        int fits = (int) Math.min(chunk.readableBytes(), cap - size);
        complete = fits == chunk.readableBytes();
        if (bytes.length < size + fits) {
            bytes = Arrays.copyOf(bytes, Math.max(size + fits, (int) Math.min(cap, 2L * bytes.length)));
        }
        chunk.readBytes(bytes, size, fits);
        size += fits;
        return complete;
    }

    private byte[] toByteArray() {
        return bytes.length == size ? bytes : Arrays.copyOf(bytes, size);
    }
}
