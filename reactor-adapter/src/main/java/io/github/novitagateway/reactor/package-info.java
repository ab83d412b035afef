/** Probe. */
@NullMarked
package io.github.novitagateway.reactor;

import org.jspecify.annotations.NullMarked;
