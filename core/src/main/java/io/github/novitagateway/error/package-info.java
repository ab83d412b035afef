/** Failures, one class for each reaction of the caller. */
@NullMarked
package io.github.novitagateway.error;

import org.jspecify.annotations.NullMarked;
