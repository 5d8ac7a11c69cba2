package io.airgapkit.builder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.builder.refusal.BuildRefusedException;
import io.airgapkit.builder.registry.RegistryFault;
import io.airgapkit.builder.sign.ForeignFacts;
import io.airgapkit.builder.sign.SigningFault;
import io.airgapkit.profile.catalogue.CertificateFault;
import io.airgapkit.profile.catalogue.CertificateRefusedException;
import io.airgapkit.profile.json.DocumentFault;
import io.airgapkit.vectors.Foreign;
import io.airgapkit.verifier.cli.Streams;
import io.airgapkit.verifier.cli.TextStream;
import io.airgapkit.verifier.report.KitUnreadableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every fault the builder can end with, made of a stranger's text. */
class ForeignTextTest {
  private static final String X = Foreign.TEXT;

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final CliContext context =
      new CliContext(
          new Streams(CliContext.TOOL, new TextStream(out), new TextStream(err)),
          Map.of("SOURCE_DATE_EPOCH", X),
          Clock.systemUTC());

  @ParameterizedTest
  @EnumSource(SigningFault.class)
  void ofSigning(SigningFault fault) {
    assertThat(Faults.report(context, ForeignFacts.in(fault, X), true)).isEqualTo(fault.exitCode());
    assertHarmless();
  }

  @ParameterizedTest
  @EnumSource(CertificateFault.Kind.class)
  void ofCertificates(CertificateFault.Kind kind) {
    CertificateFault fault = new CertificateFault(kind, X, X, X, X, X);
    CertificateFault bare = new CertificateFault(kind, "", X, "", "", X);
    Exception e = new CertificateRefusedException(List.of(fault, bare));
    assertThat(Faults.report(context, e, true)).isEqualTo(1);
    assertHarmless();
    assertThat(err.toString(StandardCharsets.US_ASCII).lines()).hasSize(1 + 3 + 1 + 1);
  }

  @ParameterizedTest
  @EnumSource(DocumentFault.Kind.class)
  void ofDocuments(DocumentFault.Kind kind) {
    context.streams().fail(X, List.of(new DocumentFault(kind, X, 1, 1, X, X).toString()), X);
    assertHarmless();
  }

  @ParameterizedTest
  @EnumSource(RegistryFault.class)
  void ofTheRegistry(RegistryFault fault) {
    assertThat(Faults.report(context, new IllegalStateException(fault + X), true)).isEqualTo(70);
    assertHarmless();
  }

  @Test
  void ofEverythingElse() {
    List<Exception> all =
        List.of(
            new BuildRefusedException(X, X),
            new KitUnreadableException(X),
            new IOException(X),
            new NoSuchFileException(X),
            new AccessDeniedException(X),
            new FileSystemException(X, X, X),
            new InvalidPathException(X, X),
            new IllegalStateException(X, new IOException(X)));
    List<Integer> exits = new ArrayList<>();
    for (Exception one : all) {
      exits.add(Faults.report(context, one, true));
    }
    assertThat(exits).containsExactly(1, 3, 3, 3, 3, 3, 2, 70);
    assertThat(Faults.bug(context, new StackOverflowError(X), true)).isEqualTo(70);
    assertHarmless();
  }

  /** X stands for the text, HERE for a profile with it in its name, its keys and its values. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2|X",
        "2|--X",
        "2|plan|acs|X",
        "2|plan|acs|--X",
        "2|plan|acs|--X=X",
        "2|plan|acs|--json=X",
        "2|keygen|--bits|X",
        "2|build|acs|--out|X|--valid-days|X",
        "2|build|acs|--out|X|--sequence=X",
        "1|build|acs|--out|X|--quick-start",
        "1|build|acs|--out|X|--signer|X|--signer-alias|X|--passphrase|env:P",
        "1|plan|X",
        "3|plan|X.json",
        "1|plan|HERE",
        "1|facts|HERE",
        "1|plan|acs|--with|X",
        "1|plan|acs|--policy|X=X",
        "1|plan|acs|--policy|root-dir-url=X",
        "1|plan|acs|--policy|X|--policy|X",
        "3|plan|acs|--certs|X",
        "3|plan|acs|--crls|X",
        "3|plan|acs|--trust-publisher|X",
        "3|keygen|--out|X|--name|X|--passphrase|file:X",
        "2|keygen|--out|X|--passphrase|X",
        "2|keygen|--out|X|--passphrase|env:X",
        "1|pack|--out|X|--anchor|X",
        "3|verify|X|--anchor|X",
        "2|X|--debug"
      })
  void ofWords(String row) throws IOException {
    String json = "{\"format\": \"airgap-profile/1\", \"id\": \"%s\", \"%s\": 1}";
    String escaped = X.replace("\r\n", "\\r\\n").replace("\n", "\\n").replace("\t", "\\t");
    String value =
        escaped.replace("\u001b", "\\u001b").replace("\b", "\\b").replace("\u0007", "\\u0007");
    Path here = folder.resolve(X + ".json");
    Files.writeString(here, json.formatted(value, value), StandardCharsets.UTF_8);
    String[] cells = row.split("\\|");
    List<String> words = new ArrayList<>();
    for (String cell : List.of(cells).subList(1, cells.length)) {
      words.add(cell.replace("X", X).replace("HERE", here.toString()));
    }
    int exit = BuilderCommand.run(context, words.toArray(String[]::new));
    assertThat(exit).as("%s%s", out, err).isEqualTo(Integer.parseInt(cells[0]));
    assertHarmless();
  }

  private void assertHarmless() {
    assertThat(err.size()).isPositive();
    assertThat(Foreign.harm(err.toString(StandardCharsets.ISO_8859_1))).isEmpty();
    assertThat(Foreign.harm(out.toString(StandardCharsets.ISO_8859_1))).isEmpty();
  }
}
