/** The command-line program {@code novita}: trains a style from a folder of pictures and draws with it. */
@NullMarked
package io.github.novitagateway.runner;

import org.jspecify.annotations.NullMarked;
