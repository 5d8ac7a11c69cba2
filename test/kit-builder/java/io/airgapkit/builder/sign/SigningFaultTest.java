package io.airgapkit.builder.sign;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.outside.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SigningFaultTest {
  @ParameterizedTest
  @EnumSource(SigningFault.class)
  void messagesAndRemedies(SigningFault fault) {
    assertThat(fault.exitCode()).isIn(1, 2, 3);
    assertThat(fault.text()).matches("['a-zR{].*[^.]");
    assertThat(fault.hint()).isNotBlank().doesNotEndWith(".");
  }

  @ParameterizedTest
  @EnumSource(SigningFault.class)
  void isProvokedBySomeTest(SigningFault fault) throws Exception {
    StringBuilder all = new StringBuilder();
    for (String signing : List.of("sign", "authenticode")) {
      String folder = "test/kit-builder/java/io/airgapkit/builder/" + signing;
      for (Path file : Checkout.here().files(folder)) {
        all.append(Files.readString(file));
      }
    }
    assertThat(all.toString()).containsPattern("SigningFault\\." + fault.name() + "\\b");
  }

  @Test
  void factsFillTheMessageInTheirOrder() {
    SigningException fault =
        SigningException.of(
            SigningFault.ALIAS_UNKNOWN, "path", "a.p12", "alias", "x", "aliases", "y, z");
    assertThat(fault.getMessage())
        .isEqualTo("key store 'a.p12' has no key named 'x', it has: y, z");
    assertThat(List.copyOf(fault.facts().keySet())).containsExactly("path", "alias", "aliases");
    assertThat(fault.hint()).isEqualTo(SigningFault.ALIAS_UNKNOWN.hint());
  }

  @Test
  void factsCannotForgeTerminalOutput() {
    SigningException fault =
        SigningException.of(SigningFault.KEY_STORE_MISSING, "path", "a\n\u001b[2Jb{alias}");
    assertThat(fault.getMessage())
        .isEqualTo("key store 'a\\u000a\\u001b[2Jb{alias}' does not exist");
  }
}
