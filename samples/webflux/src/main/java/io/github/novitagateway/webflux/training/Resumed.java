package io.github.novitagateway.webflux.training;

/** Something else that goes on with a training after the application was started. */
public interface Resumed {

    /**
     * Goes on.
     *
     * @param training that is there again, and of which something new may be asked by now
     * @param record of it as it was at the start
     */
    void goOn(LiveTraining training, Training record);
}
