/** What happens, as browsers are told of it. */
@NullMarked
package io.github.novitagateway.webflux.event;

import org.jspecify.annotations.NullMarked;
