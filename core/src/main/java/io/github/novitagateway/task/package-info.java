/** Ids and snapshots of tasks that the service works on. */
@NullMarked
package io.github.novitagateway.task;

import org.jspecify.annotations.NullMarked;
