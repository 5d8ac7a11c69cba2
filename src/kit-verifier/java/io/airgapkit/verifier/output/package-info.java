/**
 * A report as text for people and as JSON for machines: the same facts in both. Whatever comes out
 * of a kit is escaped.
 *
 * <p>Entry classes: {@link io.airgapkit.verifier.output.ReportText}, {@link
 * io.airgapkit.verifier.output.ReportJson}.
 */
package io.airgapkit.verifier.output;
