package io.airgapkit.builder.cli;

import io.airgapkit.builder.KitBuilder;
import io.airgapkit.builder.KitLabel;
import io.airgapkit.builder.KitPlan;
import io.airgapkit.builder.SealedKit;
import io.airgapkit.builder.SigningKeys;
import io.airgapkit.builder.output.OutputFolder;
import io.airgapkit.builder.pack.PackAnchor;
import io.airgapkit.builder.pack.VerifierPack;
import io.airgapkit.builder.refusal.BuildRefusedException;
import io.airgapkit.builder.sign.KeyGeneration;
import io.airgapkit.builder.sign.QuickStart;
import io.airgapkit.builder.sign.SigningException;
import io.airgapkit.builder.sign.SigningKey;
import io.airgapkit.format.FormatLimits;
import io.airgapkit.profile.KitProfile;
import io.airgapkit.verifier.cli.TerminalProgress;
import io.airgapkit.verifier.report.Progress;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code build}: from a profile to a sealed kit and the pack that verifies it. */
@Command(
    name = "build",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    synopsisHeading = "",
    customSynopsis = {
      "usage: kit-builder build PROFILE --out FOLDER --quick-start [OPTIONS]",
      "       kit-builder build PROFILE --out FOLDER --signer P12 [--passphrase SPEC]",
      "           [--signer P12 ...] [--script-signer P12 ...] [OPTIONS]"
    },
    description = "Builds, signs, seals and verifies one kit.",
    footer = {
      "",
      "examples:",
      "  kit-builder build acs --quick-start --out out",
      "      a kit to try, signed by a key made on the spot",
      "  kit-builder build acs --signer keys/builder.p12 --passphrase env:P \\",
      "      --script-signer keys/scripts.p12 --script-passphrase env:P --out out",
      "  SOURCE_DATE_EPOCH=1795608000 kit-builder build acs ...",
      "      the same bytes again, wherever and whenever it is run"
    })
final class BuildCommand implements Callable<Integer> {
  /** The years a kit's {@code created} may lie in, as seconds since 1970. */
  private static final long EARLIEST = 946_684_800L;

  private static final long LATEST = 4_102_444_799L;

  private final CliContext context;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PROFILE",
      description = "a profile that is built in (acs), or your own .json file")
  private String profileWord;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "a new folder for kit and verifier pack")
  private Path out;

  @Option(
      names = "--force",
      description = "replace kit and verifier pack of an earlier build there; keys are kept")
  private boolean force;

  @Option(
      names = "--quick-start",
      description = "make keys on the spot: for trying, not for production")
  private boolean quickStart;

  @ArgGroup(exclusive = false, multiplicity = "0..8")
  private List<SignerOptions> signers = new ArrayList<>();

  @ArgGroup(exclusive = false)
  private ScriptSignerOptions scriptSigner;

  @Mixin private SourceOptions sources = new SourceOptions();

  @Option(
      names = "--reference",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "your change ticket, signed along")
  private String reference;

  @Option(
      names = "--valid-days",
      paramLabel = "N",
      defaultValue = "365",
      description = "days until the kit expires, 1 to 1827 (default: ${DEFAULT-VALUE})")
  private int validDays;

  @Option(
      names = "--sequence",
      paramLabel = "N",
      description = "default: the time of creation in seconds")
  private Long sequence;

  @Option(names = "--json", description = "the outcome for machines")
  private boolean json;

  BuildCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Instant now = context.clock().instant();
    checkUse();
    ProfileArgument profileArgument = new ProfileArgument(profileWord);
    KitProfile profile = profileArgument.read();
    BuildOutput output = new BuildOutput(context, profile, out);
    KitPlan plan = KitPlan.of(sources.spec(profile), sources.trust(now));
    KitLabel label = label(now);
    try (OutputFolder folder = OutputFolder.open(out, force, inputs(profileArgument))) {
      SigningKeys keys = quickStart ? quickStartKeys(folder, output, now) : keys(output, now);
      output.gathered(plan, now);
      Progress progress = TerminalProgress.on(context.err());
      SealedKit kit =
          KitBuilder.build(plan, label, keys, folder.make("kit"), now.getEpochSecond(), progress);
      VerifierPack.write(folder.make("verifier-pack"), pack(keys));
      output.sealed(kit);
      folder.write("transfer.txt", output.transferSheet(kit, keys.anchor()));
      folder.commit();
      output.done(kit, plan, keys, json);
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      // Java names no file when a disk is full.
      throw new IOException("cannot write to " + out + ": " + e.getMessage(), e);
    }
    return 0;
  }

  private void checkUse() throws BuildRefusedException {
    if (quickStart && sources.givesTrust()) {
      throw new BuildRefusedException(
          "hosts must not trust a key that was made on the spot, and --quick-start makes one",
          "make keys with keygen and name them with --signer and --script-signer");
    }
    if (quickStart == !signers.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          quickStart
              ? "--quick-start makes its own key, --signer names another: give one of them"
              : "no signer: give --signer P12, or --quick-start to try");
    }
    if (quickStart && scriptSigner != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--quick-start makes its own script signer: leave --script-signer out");
    }
    if (validDays < 1 || validDays > FormatLimits.MAX_LIFETIME_SECONDS / 86_400) {
      throw new ParameterException(
          spec.commandLine(), "--valid-days takes 1 to 1827, not " + validDays);
    }
  }

  private List<Path> inputs(ProfileArgument profile) {
    List<Path> inputs = new ArrayList<>(profile.inputs());
    inputs.addAll(sources.inputs());
    for (SignerOptions signer : signers) {
      inputs.add(signer.keyStore());
    }
    if (scriptSigner != null) {
      inputs.add(scriptSigner.keyStore());
    }
    return inputs;
  }

  private KitLabel label(Instant now) throws BuildRefusedException {
    long created = created(now);
    return new KitLabel(
        created,
        created + validDays * 86_400L,
        sequence == null ? created : sequence,
        reference,
        CliContext.version());
  }

  /** SOURCE_DATE_EPOCH, if it is set, so that a kit can be built again byte for byte. */
  private long created(Instant now) throws BuildRefusedException {
    String epoch = context.environment().get("SOURCE_DATE_EPOCH");
    if (epoch == null || epoch.isEmpty()) {
      return now.getEpochSecond();
    }
    if (!epoch.matches("[0-9]{1,10}")) {
      throw new BuildRefusedException(
          "SOURCE_DATE_EPOCH is \"" + epoch + "\", no count of seconds",
          "set it to seconds since 1970, or unset it");
    }
    long seconds = Long.parseLong(epoch);
    if (seconds < EARLIEST || seconds > LATEST) {
      throw new BuildRefusedException(
          "SOURCE_DATE_EPOCH is " + epoch + ", outside the years 2000 to 2099",
          "set it to seconds since 1970 of the day the kit is made for, or unset it");
    }
    return seconds;
  }

  private SigningKeys quickStartKeys(OutputFolder folder, BuildOutput output, Instant now)
      throws SigningException, BuildRefusedException, IOException {
    // One reading of the clock a run: else the keys would begin after the kit they sign.
    Clock once = Clock.fixed(now, ZoneOffset.UTC);
    KeyGeneration generation = new KeyGeneration(once, new SecureRandom());
    output.makingKeys();
    QuickStart.Keys keys = new QuickStart(generation, folder.keys(), context::warn).openOrMake();
    output.quickStart(keys.madeNow());
    return SigningKeys.of(List.of(keys.manifestSigner()), Optional.of(keys.scriptSigner()));
  }

  private SigningKeys keys(BuildOutput output, Instant now)
      throws SigningException, BuildRefusedException {
    List<SigningKey> manifest = new ArrayList<>();
    for (SignerOptions signer : signers) {
      manifest.add(signer.open(context, now));
    }
    Optional<SigningKey> script =
        scriptSigner == null ? Optional.empty() : Optional.of(scriptSigner.open(context, now));
    SigningKeys keys = SigningKeys.of(manifest, script);
    output.keys(keys);
    return keys;
  }

  private static SortedMap<String, byte[]> pack(SigningKeys keys) throws SigningException {
    return VerifierPack.files(PackAnchor.of(keys.anchor()), keys.script(), CliContext.version());
  }
}
