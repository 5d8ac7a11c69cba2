package io.airgapkit.e2e;

import io.airgapkit.outside.Checkout;
import io.airgapkit.outside.OutsideTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A Windows by Wine: its cmd.exe runs the pack's cmd files. Its certutil and PowerShell are stubs
 * that say yes to everything, so the copies under test call stand-ins in their place; nothing in
 * the shipped files can be switched that way.
 */
final class WineHost {
  static final String PLACE = "Program Files/AirgapKit";

  private static final String CERTUTIL = "\"%L_CERTUTIL%\"";
  private static final String POWERSHELL =
      "\"%AIRGAP_SYSTEM%\\WindowsPowerShell\\v1.0\\powershell.exe\" -NoProfile";

  private final Path prefix;
  private final Path wine;
  private final StandInCertutil certutil;
  private final Map<String, String> set = new TreeMap<>();

  private WineHost(Path prefix, Path wine) {
    this.prefix = prefix;
    this.wine = wine;
    this.certutil = new StandInCertutil(drive());
  }

  /** Makes a prefix, which takes some ten seconds. */
  static WineHost in(Path prefix) throws IOException, InterruptedException {
    WineHost host = new WineHost(prefix, OutsideTool.require("wine"));
    host.wine(List.of("wineboot", "-i"), "");
    // The files by which others know a prefix are written when its server ends.
    host.server("-w");
    // From now on it stays: a program that starts just while it ends would end with 1.
    host.server("-p");
    Files.createDirectories(host.drive().resolve("fake"));
    host.certutil.start();
    return host;
  }

  /** A variable for all that is run from here; null takes it away. */
  WineHost with(String name, String value) {
    set.put(name, value);
    return this;
  }

  /** Drive C. */
  Path drive() {
    return prefix.resolve("drive_c");
  }

  /** Puts the cmd files of a pack into a folder of drive C, with stand-ins for Wine's stubs. */
  void install(Path pack, String folder) throws IOException {
    Path place = Files.createDirectories(drive().resolve(folder));
    for (String name : List.of("START-HERE.cmd", "Legacy-Host.cmd")) {
      String text = Files.readString(pack.resolve(name), StandardCharsets.US_ASCII);
      text = text.replace(CERTUTIL, "call :fake_certutil");
      text = text.replace(POWERSHELL, "call :fake_powershell -NoProfile");
      Files.writeString(place.resolve(name), text + standIns(), StandardCharsets.US_ASCII);
    }
    Files.writeString(place.resolve("Start-Here.ps1"), "never run here");
  }

  private static String standIns() {
    return String.join(
        "\r\n",
        "",
        ":fake_certutil",
        "if exist C:\\fake\\rc.txt del C:\\fake\\rc.txt",
        ">C:\\fake\\args.part echo %*",
        "ren C:\\fake\\args.part args.txt",
        ":fake_wait",
        "if not exist C:\\fake\\rc.txt goto fake_wait",
        "type C:\\fake\\out.txt",
        "set /p FAKE=<C:\\fake\\rc.txt",
        "exit /b %FAKE%",
        ":fake_powershell",
        ">C:\\fake\\started.txt echo %*",
        ">>C:\\fake\\started.txt set",
        "exit /b 7",
        "");
  }

  /**
   * Runs a line as an elevated prompt would: a key that only administrators see is there.
   *
   * @param typed what stands on standard input
   */
  ToolRun elevated(String line, String... typed) throws IOException, InterruptedException {
    return prompt(
        "C:\\windows\\system32\\reg.exe add HKU\\S-1-5-19\\Software /f >nul", line, typed);
  }

  ToolRun plain(String line, String... typed) throws IOException, InterruptedException {
    return prompt("C:\\windows\\system32\\reg.exe delete HKU\\S-1-5-19 /f >nul 2>nul", line, typed);
  }

  private ToolRun prompt(String before, String line, String... typed)
      throws IOException, InterruptedException {
    String file = String.join("\r\n", "@echo off", before, line, "");
    Files.writeString(drive().resolve("prompt.cmd"), file, StandardCharsets.US_ASCII);
    return wine(List.of("cmd", "/d", "/c", "C:\\prompt.cmd"), String.join("\r\n", typed) + "\r\n");
  }

  void registry(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("reg"));
    command.addAll(List.of(words));
    wine(command, "");
  }

  /** Says that it is Windows 10, which a fresh prefix does not with every Wine. */
  void windows10() throws IOException, InterruptedException {
    run("winecfg", "-v", "win10");
  }

  /**
   * Keeps the registry of this prefix loaded until {@link #end}, and the Root store as tests leave
   * it. What Wine 8 puts there by itself vanishes with the last process otherwise, and is put there
   * anew by the next one; Wine 10 deletes what others put there, which WineHold.ps1 tells of.
   */
  void stay() throws IOException, InterruptedException {
    Path ready = drive().resolve("held.txt");
    Path said = prefix.resolveSibling("hold.txt");
    Process hold =
        program(engine("WineHold.ps1", "C:\\held.txt"), true)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
    while (!Files.exists(ready)) {
      if (!hold.isAlive() || System.nanoTime() > end) {
        throw new IOException("the stores cannot be kept: " + read(said));
      }
      Thread.sleep(100);
    }
  }

  /** Runs a Windows program, found as Wine finds it, or given as a path of Windows. */
  ToolRun run(String... words) throws IOException, InterruptedException {
    return wine(List.of(words), "");
  }

  /** Runs a script of test/powershell in this prefix by the engine's Windows build. */
  ToolRun script(String name, String... arguments) throws IOException, InterruptedException {
    return start(engine(name, arguments), "", true);
  }

  private static List<String> engine(String script, String... arguments) {
    List<String> command = new ArrayList<>(List.of(OutsideTool.require("pwsh-wine").toString()));
    command.add("-File");
    command.add(Checkout.root().resolve("test/powershell").resolve(script).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  /** The path that Windows programs know a file of this machine by. */
  static String path(Path file) throws IOException {
    return "Z:" + file.toRealPath().toString().replace('/', '\\');
  }

  private ToolRun wine(List<String> words, String typed) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(wine.toString()));
    command.addAll(words);
    return start(command, typed, false);
  }

  private ToolRun start(List<String> command, String typed, boolean engine)
      throws IOException, InterruptedException {
    Path in = Files.writeString(prefix.resolveSibling("typed.txt"), typed);
    Path out = prefix.resolveSibling("out.txt");
    Path err = prefix.resolveSibling("err.txt");
    Process process =
        program(command, engine)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
      throw new IOException("not done after 5 minutes: " + command);
    }
    return new ToolRun(process.exitValue(), read(out), read(err));
  }

  private ProcessBuilder program(List<String> command, boolean engine) {
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.remove("DISPLAY");
    environment.put("WINEPREFIX", prefix.toString());
    environment.put("WINEDEBUG", "-all");
    // No windows that ask for parts of Wine that are not needed.
    environment.put("WINEDLLOVERRIDES", "mscoree=;mshtml=");
    environment.keySet().removeAll(set.keySet());
    set.forEach((name, value) -> Optional.ofNullable(value).map(v -> environment.put(name, v)));
    if (engine) {
      environment.put("WINEDLLOVERRIDES", "mshtml=");
      // It dies in Wine when its garbage collector ends dynamic methods: so it has room.
      environment.put("DOTNET_GCgen0size", "0x20000000");
    }
    return builder;
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  /** Ends what this prefix still runs, and nothing else. */
  void end() throws IOException, InterruptedException {
    certutil.end();
    server("-k");
  }

  private void server(String option) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(wine.resolveSibling("wineserver").toString(), option);
    builder.environment().put("WINEPREFIX", prefix.toString());
    builder.redirectErrorStream(true).redirectOutput(prefix.resolveSibling("end.txt").toFile());
    builder.start().waitFor();
  }
}
