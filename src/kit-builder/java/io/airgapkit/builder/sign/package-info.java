/**
 * Signing: keys, certificates, signatures.
 *
 * <p>Start at {@link io.airgapkit.builder.sign.KeySource} for a key that exists, {@link
 * io.airgapkit.builder.sign.KeyGeneration} for one to make and {@link
 * io.airgapkit.builder.sign.QuickStart} for one to make on the spot; sign manifests with {@link
 * io.airgapkit.builder.sign.ManifestSigner}; scripts are signed by {@code builder.authenticode}.
 * Every fault is a {@link io.airgapkit.builder.sign.SigningException} with a {@link
 * io.airgapkit.builder.sign.SigningFault}.
 *
 * <p>Bouncy Castle is used here and nowhere else, for structures only: digests and RSA are the
 * JDK's own, and it is never installed as a provider. The CMS bytes around a manifest's signature
 * are a fixed template of the format module and are not made here.
 */
package io.airgapkit.builder.sign;
