package io.airgapkit.builder.cli;

import io.airgapkit.format.KitManifest;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class VersionText implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      CliContext.TOOL + " " + CliContext.version() + ", format " + KitManifest.FORMAT
    };
  }
}
