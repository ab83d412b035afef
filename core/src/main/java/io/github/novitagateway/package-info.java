/** Probe. */
@NullMarked
package io.github.novitagateway;

import org.jspecify.annotations.NullMarked;
