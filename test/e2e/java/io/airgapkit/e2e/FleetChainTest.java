package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.format.Sha256;
import io.airgapkit.outside.Checkout;
import io.airgapkit.outside.OutsideTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From an engine's script to the kit's: pack, verifier and kit as they were built, each a process
 * of its own, on a drive C: that is a folder. What Windows alone has (rights, stores) is not there,
 * so the kit's check ends in a fault of its own, which is told and is never 1.
 */
class FleetChainTest {
  private static final String PLACE = "C:\\Program Files\\AirgapKit";

  @TempDir Path folder;
  private Path drive;
  private Path pack;
  private Path engine;
  private BuiltKit kit;

  @BeforeEach
  void install() throws Exception {
    engine = OutsideTool.require("pwsh");
    kit = SharedKits.quickStart();
    drive = Files.createDirectory(folder.resolve("c")).toRealPath();
    pack = Files.createDirectories(drive.resolve("Program Files/AirgapKit"));
    for (String name : Tree.names(kit.pack())) {
      Files.copy(kit.pack().resolve(name), pack.resolve(name));
    }
    Path start = pack.resolve("Start-Here.ps1");
    String before = Sha256.hexOf(Files.readAllBytes(start));
    Files.writeString(
        start,
        mapped(Files.readString(start)).replace("Pack = $PSScriptRoot", "Pack = '" + PLACE + "'"));
    Path sums = pack.resolve("SHA256SUMS");
    String after = Sha256.hexOf(Files.readAllBytes(start));
    Files.writeString(sums, Files.readString(sums).replace(before, after));
    Files.copy(kit.zip(), drive.resolve(kit.id() + ".zip"));
  }

  @Test
  void extractsVerifiesAnewHoldsAndStartsTheKit() throws Exception {
    assertThat(discover()).isEqualTo("Unknown");
    assertThat(check().out()).contains("\"code\":\"KIT_NOT_HERE\"");

    ToolRun extract = extract(kit.anchor(), kit.kitDigest().substring(0, 16));
    assertThat(extract.exit()).as(extract.out() + extract.err()).isZero();
    assertThat(extract.out()).contains("\"kit_digest\":\"" + kit.kitDigest(), "\"fit\":true");
    assertThat(kitFolder().resolve("scripts/Check-Host.ps1")).exists();

    ToolRun check = check();
    assertThat(check.out()).as(check.err()).contains("airgap-run/2").contains("\"code\":\"\"");
    assertThat(check.exit()).isNotEqualTo(1);
    assertThat(check.out()).contains("UPDATE_HOST_UNREAD", "ROOT_STORE_UNREAD");
    assertThat(discover()).isEqualTo("Unknown");
  }

  /** The zip is read by the verifier, not by its name; nothing is left of one that is refused. */
  @Test
  void keepsNothingOfAnotherKitThanTheAnnouncedOne() throws Exception {
    assertThat(extract(kit.anchor(), "0".repeat(16)).out()).contains("\"KIT_DIGEST_DIFFERS\"");
    assertThat(extract("ab".repeat(32), kit.kitDigest()).out()).contains("\"ANCHOR_DIFFERS\"");
    try (var left = Files.list(drive.resolve("ProgramData/AirgapKit/kits"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void startsNothingOfAKitThatWasChanged() throws Exception {
    assertThat(extract(kit.anchor(), kit.kitDigest()).exit()).isZero();
    Path script = kitFolder().resolve("scripts/Check-Host.ps1");
    byte[] good = Files.readAllBytes(script);
    Files.writeString(script, "'started'; exit 1", StandardCharsets.US_ASCII);
    assertThat(discover()).isEqualTo("Unknown");
    assertThat(check().out())
        .contains("\"code\":\"PROTECTED_FOLDER_NOT_TRUSTED\"")
        .doesNotContain("started");

    Files.write(script, good);
    Path manifest = kitFolder().resolve("META/manifest.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replaceFirst("\"sequence\":1", "\"sequence\":2"));
    assertThat(discover()).isEqualTo("Unknown");
    assertThat(check().out()).contains("\"code\":\"KIT_NOT_VERIFIED\"", "SIGNATURE_INVALID");
  }

  private Path kitFolder() throws IOException {
    return drive.resolve("ProgramData/AirgapKit/kits").resolve(kit.kitDigest().substring(0, 16));
  }

  private ToolRun extract(String anchor, String digest) throws Exception {
    String zip = "C:\\" + kit.id() + ".zip";
    return start("-Run", "extract", "-Kit", zip, "-Anchor", anchor, "-Digest", digest);
  }

  private ToolRun start(String... words) throws Exception {
    return run(pack.resolve("Start-Here.ps1"), words);
  }

  private ToolRun check() throws Exception {
    return start("-Run", "check", "-Kit", kit.id());
  }

  /** What Discover-Kit.ps1 says; never with 1 here. */
  private String discover() throws Exception {
    Path script = folder.resolve("Discover-Kit.ps1");
    byte[] shipped = kit.entries().get("fleet/Discover-Kit.ps1");
    Files.writeString(script, mapped(new String(shipped, StandardCharsets.US_ASCII)));
    ToolRun run = run(script);
    assertThat(run.exit()).as(run.out() + run.err()).isIn(3, 70);
    return run.out().strip();
  }

  private ToolRun run(Path script, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(engine.toString(), "-NoProfile", "-File"));
    command.add(script.toString());
    command.addAll(List.of(words));
    return ToolRun.of(folder, command);
  }

  private String mapped(String script) throws IOException {
    String here = source("test/powershell/MappedPackPlatform.ps1");
    String out = script;
    for (String part : FleetCase.WINDOWS) {
      String windows = source("src/windows/" + part);
      assertThat(out).contains(windows);
      out = out.replace(windows, here);
      here = "";
    }
    return out.replace("MAPPED-DRIVE", drive.toString());
  }

  private static String source(String path) throws IOException {
    return Files.readString(Checkout.root().resolve(path)).replace("\n", "\r\n");
  }
}
