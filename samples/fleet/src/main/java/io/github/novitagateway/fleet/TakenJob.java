package io.github.novitagateway.fleet;

/**
 * A job that this node holds.
 *
 * @param entry its place in the stream
 * @param tries the number of this try, from 1
 * @param hold the number of times that it was taken by now, whoever took it: only the last hold counts
 * @param id as it was added; that place where nothing else was told
 * @param json what is to be done
 */
record TakenJob(String entry, int tries, String hold, String id, String json) {
    TakenJob {
        id = id.isEmpty() ? entry : id;
    }
}
