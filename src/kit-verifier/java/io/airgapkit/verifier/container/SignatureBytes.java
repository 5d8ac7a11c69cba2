package io.airgapkit.verifier.container;

/**
 * A signature file that nobody looked into yet.
 *
 * @param path its name, one character a byte, unchecked
 */
public record SignatureBytes(String path, byte[] bytes) {}
