/** Probe. */
@NullMarked
package io.github.novitagateway.sandbox;

import org.jspecify.annotations.NullMarked;
