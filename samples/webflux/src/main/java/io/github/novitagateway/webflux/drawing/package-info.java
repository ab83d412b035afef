/** Drawings with a trained style. */
@NullMarked
package io.github.novitagateway.webflux.drawing;

import org.jspecify.annotations.NullMarked;
