/** What holds for every request: who may ask, and how a refusal reads. */
@NullMarked
package io.github.novitagateway.webflux.web;

import org.jspecify.annotations.NullMarked;
