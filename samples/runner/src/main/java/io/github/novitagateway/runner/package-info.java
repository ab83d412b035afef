/** Probe. */
@NullMarked
package io.github.novitagateway.runner;

import org.jspecify.annotations.NullMarked;
