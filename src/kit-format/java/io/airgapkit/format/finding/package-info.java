/**
 * What a reader of a kit may find wrong: one code a rule, with parameters and one message
 * (specification, section 9).
 *
 * <p>Entry class: {@link io.airgapkit.format.finding.FindingCode}, the only place where codes and
 * their texts stand.
 */
package io.airgapkit.format.finding;
