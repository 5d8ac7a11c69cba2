package io.airgapkit.builder.cli;

import io.airgapkit.builder.sign.GeneratedKeys;
import io.airgapkit.builder.sign.KeyGeneration;
import io.airgapkit.builder.sign.KeyPlace;
import io.airgapkit.builder.sign.KeyRequest;
import io.airgapkit.builder.sign.Passphrase;
import io.airgapkit.builder.sign.SigningException;
import io.airgapkit.verifier.output.JsonText;
import io.airgapkit.verifier.output.Lines;
import io.airgapkit.verifier.output.Page;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code keygen}: keys for manifests and scripts. */
@Command(
    name = "keygen",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    synopsisHeading = "",
    customSynopsis = "usage: kit-builder keygen --out FOLDER [OPTIONS]",
    description = "Makes keys: a root, a manifest signer and a script signer, or signers alone.",
    footer = {
      "",
      "The passphrase comes from env:NAME, file:PATH or a prompt, never from the command line.",
      "",
      "examples:",
      "  kit-builder keygen --out keys --passphrase env:P",
      "      root.p12, builder.p12 (manifests), scripts.p12, and certificates alone:",
      "      anchor.pem, anchor.cer, root.pem, scripts.pem",
      "  kit-builder keygen --out keys --self-signed",
      "      one manifest signer that vouches for itself; asks for the passphrase"
    })
final class KeygenCommand implements Callable<Integer> {
  private final CliContext context;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "where the files go")
  private Path out;

  @Option(
      names = "--name",
      paramLabel = "TEXT",
      defaultValue = "air-gap kits",
      description = "organisation in the names (default: ${DEFAULT-VALUE})")
  private String name;

  @Option(
      names = "--passphrase",
      paramLabel = "SPEC",
      description = "of the signers' key stores: env:NAME or file:PATH; without, it is asked for")
  private String passphrase;

  @Option(
      names = "--root-passphrase",
      paramLabel = "SPEC",
      description = "of root.p12; default: the same as --passphrase")
  private String rootPassphrase;

  @Option(
      names = "--self-signed",
      description = "no root: a manifest signer that vouches for itself")
  private boolean selfSigned;

  @Option(names = "--with-script-signer", description = "with --self-signed: a script signer too")
  private boolean withScripts;

  @Option(
      names = "--bits",
      paramLabel = "N",
      defaultValue = "3072",
      description = "RSA size, 3072 to 8192 (default: ${DEFAULT-VALUE})")
  private int bits;

  @Option(
      names = "--years",
      paramLabel = "N",
      defaultValue = "5",
      description = "validity of signers (default: ${DEFAULT-VALUE})")
  private int years;

  @Option(
      names = "--root-years",
      paramLabel = "N",
      defaultValue = "10",
      description = "validity of the root (default: ${DEFAULT-VALUE})")
  private int rootYears;

  @Option(
      names = "--force",
      description = "replace keys that exist: a key that is replaced is gone")
  private boolean force;

  @Option(names = "--json", description = "the outcome for machines")
  private boolean json;

  KeygenCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws SigningException {
    KeyRequest request =
        KeyRequest.of(out, name)
            .withKeyBits(bits)
            .withYears(Math.max(rootYears, years), years)
            .replacing(force)
            .withShape(shape());
    try (Passphrase signers = SignerOptions.source(context, passphrase).readNew("key stores");
        Passphrase root =
            rootPassphrase == null
                ? null
                : SignerOptions.source(context, rootPassphrase).readNew("root.p12")) {
      context.err().println("making RSA keys of " + bits + " bits ...");
      GeneratedKeys keys =
          new KeyGeneration(context.clock(), new SecureRandom())
              .generate(request, root == null ? signers : root, signers);
      KeyPlace.look(keyStores(keys), context::warn);
      context.out().print(json ? json(keys) : text(keys));
    }
    return 0;
  }

  private static List<Path> keyStores(GeneratedKeys keys) {
    List<Path> out = new ArrayList<>();
    keys.root().ifPresent(e -> out.add(e.keyStore()));
    out.add(keys.manifestSigner().keyStore());
    keys.scriptSigner().ifPresent(e -> out.add(e.keyStore()));
    return out;
  }

  private KeyRequest.Shape shape() {
    if (!selfSigned) {
      return KeyRequest.Shape.ROOT_AND_SIGNERS;
    }
    return withScripts ? KeyRequest.Shape.SELF_SIGNED_BOTH : KeyRequest.Shape.SELF_SIGNED_MANIFEST;
  }

  private Page text(GeneratedKeys keys) {
    Lines lines = new Lines();
    keys.root().ifPresent(e -> entry(lines, "root", e));
    entry(lines, "manifests", keys.manifestSigner());
    keys.scriptSigner().ifPresent(e -> entry(lines, "scripts", e));
    lines.add("anchor", keys.anchorPem() + ", " + keys.anchorDer());
    lines.digest("", keys.manifestSigner().certificateSha256());
    lines.more("this digest is what the other side must be told, by another way than the kit");
    keys.scriptTrustPem()
        .ifPresent(
            p -> lines.add("for scripts", p + ": hosts that demand signed scripts must trust it"));
    return lines;
  }

  private static void entry(Lines lines, String label, GeneratedKeys.Entry entry) {
    lines.add(label, entry.keyStore() + "  until " + entry.notAfter().toString().substring(0, 10));
    lines.more(entry.subject());
  }

  private static Page json(GeneratedKeys keys) {
    JsonText json = new JsonText().begin('{').member("format", "airgap-keys/1");
    json.member("anchor_pem", keys.anchorPem().toString())
        .member("anchor_sha256", keys.manifestSigner().certificateSha256());
    json.name("keys").begin('[');
    keys.root().ifPresent(e -> json(json, "root", e));
    json(json, "manifests", keys.manifestSigner());
    keys.scriptSigner().ifPresent(e -> json(json, "scripts", e));
    return json.end(']').end('}');
  }

  private static void json(JsonText json, String use, GeneratedKeys.Entry entry) {
    json.element().begin('{').member("use", use).member("file", entry.keyStore().toString());
    json.member("certificate_sha256", entry.certificateSha256())
        .member("key_sha256", entry.keySha256());
    json.member("subject", entry.subject())
        .member("not_after", entry.notAfter().toString())
        .end('}');
  }
}
