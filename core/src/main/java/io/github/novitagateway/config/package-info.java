/** Settings of a gateway. */
@NullMarked
package io.github.novitagateway.config;

import org.jspecify.annotations.NullMarked;
