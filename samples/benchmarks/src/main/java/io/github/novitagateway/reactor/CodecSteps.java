package io.github.novitagateway.reactor;

import io.github.novitagateway.image.GenerationRequest;
import io.github.novitagateway.image.GenerationStatus;
import io.github.novitagateway.reactor.Replies.TaskResult;
import io.github.novitagateway.reactor.WireFormat.GenerationBody;
import io.github.novitagateway.task.TaskId;
import java.time.Instant;

/** What happens to the bytes of an answer and of an order. It is here since no user of the gateway has a use for it. */
public final class CodecSteps {

    private final JsonCodec codec = JsonCodec.lenient();

    /** With a codec of its own. */
    public CodecSteps() {}

    /**
     * Reads the answer to the question for a drawing.
     *
     * @param id that was asked for
     * @param body of the answer
     * @return what the gateway would tell
     */
    public GenerationStatus read(TaskId id, byte[] body) {
        return ReplyMapping.status(id, codec.read(body, TaskResult.class), Instant.EPOCH);
    }

    /**
     * Writes an order.
     *
     * @param order what to draw
     * @return the body that the gateway would send
     */
    public byte[] write(GenerationRequest order) {
        return codec.write(GenerationBody.of(order));
    }
}
