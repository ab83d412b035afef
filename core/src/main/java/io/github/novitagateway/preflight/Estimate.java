package io.github.novitagateway.preflight;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a training and its drawings will take. Questions for the status come on top; they are free.
 *
 * @param uploadSlots requests for a slot, one for each picture; a gateway with a journal leaves out what is stored
 * @param uploads pictures that are sent, as many
 * @param trainings paid requests for a training
 * @param drawings paid requests for drawings
 * @param images images that are drawn by them
 * @param bytes of all pictures
 * @param time from the submit to the model in service, as the user's own trainings took; null when none is known
 * @param cost in US dollars, by the user's own prices; null when they were not given, or are by the step and the
 *     request leaves those to the service
 */
public record Estimate(
        int uploadSlots,
        int uploads,
        int trainings,
        int drawings,
        int images,
        long bytes,
        @Nullable Duration time,
        @Nullable BigDecimal cost) {}
