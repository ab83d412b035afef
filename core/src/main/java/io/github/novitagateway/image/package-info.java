/** Requests for drawings and what the service tells about them. */
@NullMarked
package io.github.novitagateway.image;

import org.jspecify.annotations.NullMarked;
