/**
 * A stand-in for the Novita service that keeps state, checks every request strictly and draws real pictures: embed it
 * in tests with {@link io.github.novitagateway.sandbox.Sandbox#start} or start it alone with
 * {@link io.github.novitagateway.sandbox.SandboxMain}.
 */
@NullMarked
package io.github.novitagateway.sandbox;

import org.jspecify.annotations.NullMarked;
