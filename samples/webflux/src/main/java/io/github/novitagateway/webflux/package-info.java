/** A page on which styles are trained and drawn with: what the application consists of. */
@NullMarked
package io.github.novitagateway.webflux;

import org.jspecify.annotations.NullMarked;
