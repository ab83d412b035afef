/**
 * The gateway itself: {@link reactor.core.publisher.Mono} and {@link reactor.core.publisher.Flux} operations over the
 * values of the core.
 *
 * <p>Start at {@link io.github.novitagateway.reactor.NovitaGateway}. Every operation is lazy: nothing is read, sent or
 * scheduled before subscription, and each subscription has its own clock, attempts and limits.
 */
@NullMarked
package io.github.novitagateway.reactor;

import org.jspecify.annotations.NullMarked;
