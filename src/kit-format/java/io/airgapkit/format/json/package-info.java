/**
 * Canonical JSON as the format has it: one way to write a value, so reading is comparing
 * (specification, section 5).
 *
 * <p>Entry classes: {@link io.airgapkit.format.json.CanonicalScanner} and {@link
 * io.airgapkit.format.json.CanonicalWriter}. Documents of users are not read here.
 */
package io.airgapkit.format.json;
