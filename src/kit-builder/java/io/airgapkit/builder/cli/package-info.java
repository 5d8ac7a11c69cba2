/**
 * The command line: options to requests, outcomes to lines and exit codes. Data on stdout, talk on
 * stderr.
 *
 * <p>Entry class: {@link io.airgapkit.builder.cli.BuilderCommand}. The only place of picocli.
 */
package io.airgapkit.builder.cli;
