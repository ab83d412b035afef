/**
 * The gateway in a Spring Boot 4 application: add the jar, set {@code novita.api-key}, inject
 * {@link io.github.novitagateway.reactor.NovitaGateway}.
 */
@NullMarked
package io.github.novitagateway.spring.boot;

import org.jspecify.annotations.NullMarked;
