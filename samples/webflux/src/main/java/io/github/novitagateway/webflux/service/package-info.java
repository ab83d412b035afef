/** The service behind the gateway: which one, and whether it answers. */
@NullMarked
package io.github.novitagateway.webflux.service;

import org.jspecify.annotations.NullMarked;
