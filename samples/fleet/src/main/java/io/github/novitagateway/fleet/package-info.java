/** Workers that take style jobs from a stream of Redis, and survive each other. */
@NullMarked
package io.github.novitagateway.fleet;

import org.jspecify.annotations.NullMarked;
