/**
 * A stand-in for the Novita service that keeps state, checks every request strictly, draws real pictures and can be
 * made to fail: embed it with {@link io.github.novitagateway.sandbox.Sandbox#start}, let
 * {@link io.github.novitagateway.sandbox.SandboxExtension} give it to tests, or start it alone with
 * {@link io.github.novitagateway.sandbox.SandboxMain}.
 */
@NullMarked
package io.github.novitagateway.sandbox;

import org.jspecify.annotations.NullMarked;
