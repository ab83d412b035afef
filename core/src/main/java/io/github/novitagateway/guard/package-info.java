/**
 * Checks on what goes in, tolerance for what comes out, and redaction of what is shown: shared by the modules of this
 * library.
 */
@NullMarked
package io.github.novitagateway.guard;

import org.jspecify.annotations.NullMarked;
