package io.airgapkit.builder.cli;

import io.airgapkit.builder.BuildRequest;
import io.airgapkit.builder.KitBuilder;
import io.airgapkit.builder.SealedKit;
import io.airgapkit.builder.output.OutputFolder;
import io.airgapkit.builder.pack.PackAnchor;
import io.airgapkit.builder.pack.VerifierPack;
import io.airgapkit.builder.refusal.BuildRefusedException;
import io.airgapkit.builder.sign.KeyGeneration;
import io.airgapkit.builder.sign.QuickStart;
import io.airgapkit.builder.sign.SigningException;
import io.airgapkit.builder.sign.SigningKey;
import io.airgapkit.format.FormatLimits;
import io.airgapkit.format.Grade;
import io.airgapkit.profile.KitProfile;
import io.airgapkit.profile.catalogue.CertificateSource;
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

  private final Session session;

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

  BuildCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    Instant now = session.clock().instant();
    checkUse();
    ProfileArgument profileArgument = new ProfileArgument(profileWord);
    KitProfile profile = profileArgument.read();
    BuildTalk talk = new BuildTalk(session, profile, out);
    CertificateSource certificates = sources.certificates();
    BuildRequest unsigned = request(profile, certificates, now);
    try (OutputFolder folder = OutputFolder.open(out, force, inputs(profileArgument))) {
      BuildRequest request =
          quickStart ? quickStartKeys(unsigned, folder, talk, now) : keys(unsigned, talk, now);
      talk.gathered(unsigned, now);
      Progress progress = TerminalProgress.on(session.err());
      SealedKit kit = KitBuilder.build(request, folder.make("kit"), now.getEpochSecond(), progress);
      VerifierPack.write(folder.make("verifier-pack"), pack(request));
      talk.sealed(kit);
      folder.write("transfer.txt", talk.transferSheet(kit, request.signers().get(0)));
      folder.commit();
      talk.done(kit, request, json);
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

  private BuildRequest request(KitProfile profile, CertificateSource certificates, Instant now)
      throws Exception {
    long created = created(now);
    return new BuildRequest(
        profile,
        certificates,
        sources.onDemand(),
        sources.crls(certificates),
        sources.policies(),
        sources.trust(now),
        created,
        created + validDays * 86_400L,
        sequence == null ? created : sequence,
        reference,
        Grade.PRODUCTION,
        List.of(),
        Optional.empty(),
        Session.version());
  }

  /** SOURCE_DATE_EPOCH, if it is set, so that a kit can be built again byte for byte. */
  private long created(Instant now) throws BuildRefusedException {
    String epoch = session.environment().get("SOURCE_DATE_EPOCH");
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

  private BuildRequest quickStartKeys(
      BuildRequest request, OutputFolder folder, BuildTalk talk, Instant now)
      throws SigningException, IOException {
    // One reading of the clock a run: else the keys would begin after the kit they sign.
    Clock once = Clock.fixed(now, ZoneOffset.UTC);
    KeyGeneration generation = new KeyGeneration(once, new SecureRandom());
    talk.makingKeys();
    QuickStart.Keys keys = new QuickStart(generation, folder.keys(), session::warn).openOrMake();
    talk.quickStart(keys.madeNow());
    return signedBy(request, List.of(keys.manifestSigner()), Optional.of(keys.scriptSigner()));
  }

  private BuildRequest keys(BuildRequest request, BuildTalk talk, Instant now)
      throws SigningException, BuildRefusedException {
    List<SigningKey> keys = new ArrayList<>();
    for (SignerOptions signer : signers) {
      SigningKey key = signer.open(session, now);
      for (SigningKey other : keys) {
        if (other.keyName().equals(key.keyName())) {
          throw new BuildRefusedException(
              "the key " + key.keyName() + " is given twice", "name each signer once");
        }
      }
      keys.add(key);
    }
    Optional<SigningKey> script =
        scriptSigner == null ? Optional.empty() : Optional.of(scriptSigner.open(session, now));
    talk.keys(keys, script.isPresent());
    return signedBy(request, keys, script);
  }

  private static SortedMap<String, byte[]> pack(BuildRequest request) throws SigningException {
    return VerifierPack.files(
        PackAnchor.of(request.signers().get(0)), request.scriptSigner(), request.version());
  }

  /** A key that was made on the spot makes a kit of that grade, however it was handed in. */
  private static BuildRequest signedBy(
      BuildRequest r, List<SigningKey> signers, Optional<SigningKey> script) {
    boolean onTheSpot = signers.stream().anyMatch(SigningKey::quickStart);
    return new BuildRequest(
        r.profile(),
        r.certificates(),
        r.withCertificates(),
        r.crls(),
        r.policies(),
        r.trust(),
        r.created(),
        r.expires(),
        r.sequence(),
        r.reference(),
        onTheSpot ? Grade.QUICK_START : Grade.PRODUCTION,
        signers,
        script,
        r.version());
  }
}
