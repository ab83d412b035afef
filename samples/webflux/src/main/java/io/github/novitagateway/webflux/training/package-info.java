/** Trainings: kept on the disk, run by the application, shown to whoever looks. */
@NullMarked
package io.github.novitagateway.webflux.training;

import org.jspecify.annotations.NullMarked;
