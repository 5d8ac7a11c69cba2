/**
 * What a value rests on: its sources, and how sure it is.
 *
 * <p>Entry class: {@link io.airgapkit.profile.evidence.EvidenceReader}.
 */
package io.airgapkit.profile.evidence;
