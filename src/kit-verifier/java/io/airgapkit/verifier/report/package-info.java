/**
 * A report as text for people and as JSON for machines: the same facts in both. Whatever comes out
 * of a kit is escaped.
 *
 * <p>Entry classes: {@link io.airgapkit.verifier.report.ReportText}, {@link
 * io.airgapkit.verifier.report.ReportJson}.
 */
package io.airgapkit.verifier.report;
