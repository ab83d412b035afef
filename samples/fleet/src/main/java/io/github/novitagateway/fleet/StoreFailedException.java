package io.github.novitagateway.fleet;

/** The store of the pictures gives no answer that can be used; it may later. */
final class StoreFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreFailedException(String name, int status) {
        super("the store answered " + status + " for " + name);
    }
}
