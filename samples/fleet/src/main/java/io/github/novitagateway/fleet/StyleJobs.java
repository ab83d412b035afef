package io.github.novitagateway.fleet;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

/** Jobs as JSON. A field that is not known is a mistake, since it may be a misspelt one. */
final class StyleJobs {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final ObjectReader READER = JSON.readerFor(StyleJob.class);

    private StyleJobs() {}

    static String write(StyleJob job) {
        return JSON.writeValueAsString(job);
    }

    /** @throws IllegalArgumentException that says what is wrong with it */
    static StyleJob read(String json) {
        try {
            StyleJob job = READER.readValue(json);
            if (job == null) {
                throw new IllegalArgumentException("job must be a JSON object but was null");
            }
            return job;
        } catch (ValueInstantiationException refused) {
            Throwable cause = refused.getCause();
            throw new IllegalArgumentException(
                    cause == null ? refused.getOriginalMessage() : cause.getMessage(), refused);
        } catch (JacksonException unreadable) {
            throw new IllegalArgumentException("job must be JSON of a style job: " + unreadable.getOriginalMessage());
        }
    }
}
