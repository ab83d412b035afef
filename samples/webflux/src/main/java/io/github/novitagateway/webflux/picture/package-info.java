/** Pictures on their way from a browser to the disk. */
@NullMarked
package io.github.novitagateway.webflux.picture;

import org.jspecify.annotations.NullMarked;
