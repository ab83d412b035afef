/** Pictures on their way to the service: where their bytes come from, their format, and the ids they get. */
@NullMarked
package io.github.novitagateway.asset;

import org.jspecify.annotations.NullMarked;
