/** Paints landscapes in the colours of given pictures. */
@NullMarked
package io.github.novitagateway.sandbox.painting;

import org.jspecify.annotations.NullMarked;
