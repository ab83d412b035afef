/** What an account holds, and whether its way to the service is free. */
@NullMarked
package io.github.novitagateway.account;

import org.jspecify.annotations.NullMarked;
