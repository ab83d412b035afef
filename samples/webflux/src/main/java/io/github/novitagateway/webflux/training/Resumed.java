package io.github.novitagateway.webflux.training;

/** Something else that goes on with a training after the application was started. */
public interface Resumed {

    /**
     * Goes on.
     *
     * @param training that is there again
     */
    void goOn(LiveTraining training);
}
