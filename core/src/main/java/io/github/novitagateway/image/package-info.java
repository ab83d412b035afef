/** Requests for drawings, what the service tells about them, and the models to draw with. */
@NullMarked
package io.github.novitagateway.image;

import org.jspecify.annotations.NullMarked;
