package io.github.novitagateway.webflux.event;

/** Something that browsers are told of. Its components are the JSON that they get. */
public interface StudioEvent {

    /** The channel of what concerns no single training. */
    String EVERYBODY = "";

    /** {@return the training that it is about, or {@link #EVERYBODY}} */
    String training();

    /** {@return the name of the event in the stream} */
    String kind();

    /** {@return what it is about: a later event of the same topic stands for the earlier ones} */
    String topic();

    /** {@return whether earlier ones stay worth telling to who comes later, as the points of a chart do} */
    default boolean course() {
        return false;
    }
}
