/** Models that the service knows, one's own among them. */
@NullMarked
package io.github.novitagateway.model;

import org.jspecify.annotations.NullMarked;
