package io.airgapkit.builder.archive;

import io.airgapkit.builder.stage.Payload;
import io.airgapkit.format.container.ContainerEntry;

/** One entry with where its bytes come from. */
public record ArchiveEntry(ContainerEntry header, Payload payload) {}
