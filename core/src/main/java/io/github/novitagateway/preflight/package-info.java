/** What can be known of a training before anything is sent: what is wrong with it, and what it will take. */
@NullMarked
package io.github.novitagateway.preflight;

import org.jspecify.annotations.NullMarked;
