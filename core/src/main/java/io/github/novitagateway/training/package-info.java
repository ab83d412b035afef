/** Requests for trainings, what the service tells about them, and the events of a whole run. */
@NullMarked
package io.github.novitagateway.training;

import org.jspecify.annotations.NullMarked;
