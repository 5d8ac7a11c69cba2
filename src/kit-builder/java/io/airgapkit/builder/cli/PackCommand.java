package io.airgapkit.builder.cli;

import io.airgapkit.builder.output.OutputFolder;
import io.airgapkit.builder.pack.PackAnchor;
import io.airgapkit.builder.pack.VerifierPack;
import io.airgapkit.builder.refusal.BuildRefusedException;
import io.airgapkit.builder.sign.SigningException;
import io.airgapkit.builder.sign.SigningKey;
import io.airgapkit.format.Sha256;
import io.airgapkit.verifier.output.JsonText;
import io.airgapkit.verifier.output.Lines;
import io.airgapkit.verifier.output.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pack}: the verifier pack without a kit, for the first transfer or a new anchor. */
@Command(
    name = "pack",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    synopsisHeading = "",
    customSynopsis = {
      "usage: kit-builder pack --out FOLDER --anchor FILE [--script-signer P12 ...]",
      "       kit-builder pack --out FOLDER --signer P12 [--passphrase SPEC] [...]"
    },
    description = {
      "Writes the verifier pack: what checks kits on the isolated side.",
      "It travels by another way than kits, or once, ahead of them. Print SHEET.html."
    },
    footer = {
      "",
      "examples:",
      "  kit-builder pack --anchor keys/anchor.cer --out pack",
      "      no secret is needed; the scripts in it are not signed",
      "  kit-builder pack --anchor keys/anchor.cer \\",
      "      --script-signer keys/scripts.p12 --script-passphrase env:P --out pack"
    })
final class PackCommand implements Callable<Integer> {
  private final CliContext context;

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "a new folder for the pack")
  private Path out;

  @Option(
      names = "--anchor",
      paramLabel = "FILE",
      description = "certificate of the kits' signer, PEM or DER")
  private Path anchor;

  @ArgGroup(exclusive = false)
  private SignerOptions signer;

  @ArgGroup(exclusive = false)
  private ScriptSignerOptions scriptSigner;

  @Option(names = "--json", description = "the outcome for machines")
  private boolean json;

  PackCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws BuildRefusedException, IOException, SigningException {
    if ((anchor == null) == (signer == null)) {
      throw new ParameterException(
          spec.commandLine(),
          "the pack is for one signer: give --anchor FILE or --signer P12, and not both");
    }
    Instant now = context.clock().instant();
    try (OutputFolder folder = OutputFolder.open(out, false, inputs())) {
      PackAnchor vouched =
          signer == null ? PackAnchor.read(anchor) : PackAnchor.of(signer.open(context, now));
      Optional<SigningKey> scripts =
          scriptSigner == null ? Optional.empty() : Optional.of(scriptSigner.open(context, now));
      if (scripts.isEmpty()) {
        context.warn("no --script-signer: the scripts in this pack are not signed");
      }
      SortedMap<String, byte[]> files = VerifierPack.files(vouched, scripts, CliContext.version());
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        folder.write(file.getKey(), file.getValue());
      }
      folder.commit();
      context.out().print(json ? json(vouched, files, scripts.isPresent()) : text(vouched, files));
    }
    context.err().println("next: print " + out.resolve("SHEET.html"));
    context.err().println("      carry the pack by another way than kits, the sheet by hand");
    return 0;
  }

  private List<Path> inputs() {
    List<Path> inputs = new ArrayList<>();
    if (anchor != null) {
      inputs.add(anchor);
    }
    if (signer != null) {
      inputs.add(signer.keyStore());
    }
    if (scriptSigner != null) {
      inputs.add(scriptSigner.keyStore());
    }
    return inputs;
  }

  private Page text(PackAnchor vouched, SortedMap<String, byte[]> files) {
    Lines lines = new Lines();
    lines.add("pack", out + ", " + files.size() + " files");
    lines.digest("anchor", vouched.sha256());
    lines.digest("sums", packDigest(files));
    lines.more("the pack digest: SHA-256 of its SHA256SUMS");
    return lines;
  }

  private Page json(PackAnchor vouched, SortedMap<String, byte[]> files, boolean signed) {
    return new JsonText()
        .begin('{')
        .member("format", "airgap-pack/1")
        .member("pack", out.toString())
        .member("files", files.size())
        .member("anchor_sha256", vouched.sha256())
        .member("pack_digest", packDigest(files))
        .member("scripts_signed", signed)
        .end('}');
  }

  private static String packDigest(SortedMap<String, byte[]> files) {
    return Sha256.hexOf(files.get("SHA256SUMS"));
  }
}
