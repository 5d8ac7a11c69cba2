/**
 * Registry policy as bytes: {@code registry.pol}, the certificate blob, and the same values as LGPO
 * text, {@code .reg}, PKCS #7 and serialized store (policy.md, sections 3 and 4).
 *
 * <p>Entry classes: {@link io.airgapkit.builder.registry.RegistryEntry}, {@link
 * io.airgapkit.builder.registry.PolicyFile} and {@link
 * io.airgapkit.builder.registry.CertificateBlob}. Knows nothing of kits: which keys and values
 * there are is decided elsewhere.
 */
package io.airgapkit.builder.registry;
