/** Load for as long as is wished, against a sandbox with faults, and a verdict on what it left behind. */
@NullMarked
package io.github.novitagateway.soak;

import org.jspecify.annotations.NullMarked;
