/**
 * Figures of the gateway beside those of other clients, which do the same work, round by round in turn, each in a
 * process of its own, against a server in another.
 *
 * <p>A table is a sub-command of {@link io.github.novitagateway.benchmarks.Benchmarks}: a class with picocli's
 * {@code @Command} that mixes in {@link io.github.novitagateway.benchmarks.Effort}, starts a
 * {@link io.github.novitagateway.benchmarks.ServerProcess} and a {@link io.github.novitagateway.benchmarks.Field}, lets
 * {@link io.github.novitagateway.benchmarks.Contestant}s run in it and prints what comes of it with
 * {@link io.github.novitagateway.benchmarks.Table}. List it in {@code Benchmarks}, let a test run its contestants or
 * its quick form, and write its command into {@code docs/performance.md}. Another answer of the service is a line in
 * {@link io.github.novitagateway.benchmarks.Answers}.
 */
@NullMarked
package io.github.novitagateway.benchmarks;

import org.jspecify.annotations.NullMarked;
