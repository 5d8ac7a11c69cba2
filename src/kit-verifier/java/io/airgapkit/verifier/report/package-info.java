/**
 * What comes of a run: the report, how far it is, or that nothing can be said. Collects; what
 * writes is {@code verifier.output}.
 *
 * <p>Entry class: {@link io.airgapkit.verifier.report.VerificationReport}.
 */
package io.airgapkit.verifier.report;
