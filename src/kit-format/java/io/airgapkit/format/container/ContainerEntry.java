package io.airgapkit.format.container;

/**
 * What the headers of one entry are a function of, besides its offset.
 *
 * @param path ASCII
 * @param size bytes
 * @param crc32 unsigned, 32 bits
 */
public record ContainerEntry(String path, long size, long crc32) {}
