/**
 * The command line, read by hand: a library would double the jar. Data on stdout, talk on stderr,
 * no exit but in Main.
 *
 * <p>Entry class: {@link io.airgapkit.verifier.cli.VerifierCommand}.
 */
package io.airgapkit.verifier.cli;
