/**
 * The sealed container on disk: written by Commons Compress, held to the header function byte for
 * byte.
 *
 * <p>Entry class: {@link io.airgapkit.builder.archive.KitArchiveWriter}. The only place of Commons
 * Compress.
 */
package io.airgapkit.builder.archive;
