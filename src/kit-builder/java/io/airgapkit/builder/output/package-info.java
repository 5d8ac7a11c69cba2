/**
 * The folder a build leaves behind: filled beside its place and renamed at the end, or nothing.
 *
 * <p>Entry class: {@link io.airgapkit.builder.output.OutputFolder}.
 */
package io.airgapkit.builder.output;
