/**
 * What a kit does by Group Policy, and the files for it: specification {@code src/docs/policy.md}.
 *
 * <p>Entry classes: {@link io.airgapkit.builder.policy.PolicyPlan} says what, {@link
 * io.airgapkit.builder.policy.PolicyArtefacts} makes the files.
 */
package io.airgapkit.builder.policy;
