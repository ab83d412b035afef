/** Paints landscapes, or a given picture once more, in the colours of other pictures. */
@NullMarked
package io.github.novitagateway.sandbox.painting;

import org.jspecify.annotations.NullMarked;
