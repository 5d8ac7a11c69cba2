package io.airgapkit.format.cms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The spelling of RFC 2253, and where libraries part. */
class SubjectTextTest {
  /** What everybody has is spelt as the JDK spells it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "CN=a",
        "CN=signer one,OU=b,O=c,STREET=d,L=e,ST=f,C=DE",
        "UID=u+CN=a,DC=example,DC=org",
        "CN=a\\,b\\+c\\\"d\\<e\\>f\\;g\\=h\\\\i",
        "CN=\\ a\\ ,O=M\u00FCller",
        "1.2.840.113549.1.9.1=#1603614062,CN=x"
      })
  void commonNames(String name) {
    byte[] der = new X500Principal(name).getEncoded();
    assertThat(SubjectText.of(der)).isEqualTo(new X500Principal(der).getName());
  }

  /** An attribute of that type with the value NULL. */
  @ParameterizedTest
  @CsvSource({
    "00, 0.0",
    "27, 0.39",
    "28, 1.0",
    "4f, 1.39",
    "50, 2.0",
    "78, 2.40",
    "8837, 2.999",
    "2a81ffffffffffffffff7f, 1.2.18446744073709551615",
    "2a82808080808080808000, 1.2.18446744073709551616",
    "81ffffffffffffffff7f, 2.18446744073709551535"
  })
  void typesOfAnyNumber(String content, String type) {
    assertThat(SubjectText.of(name(content, "0500"))).isEqualTo(type + "=#0500");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "80", "8003", "558003", "5584"})
  void typesThatAreNone(String content) {
    assertThat(SubjectText.of(name(content, "0500"))).isEqualTo("unreadable");
  }

  @ParameterizedTest
  @CsvSource({
    "0c0161, CN=a",
    "130161, CN=a",
    "140161, CN=a",
    "160161, CN=a",
    "1b0161, CN=a",
    "0c01e9, CN=#0c01e9",
    "0c02c080, CN=#0c02c080",
    "1e020041, CN=#1e020041",
    "1c0400000041, CN=#1c0400000041",
    "0c0123, CN=\\#",
    "0c0100, CN=\\00"
  })
  void values(String value, String text) {
    assertThat(SubjectText.of(name("550403", value))).isEqualTo(text);
  }

  private static byte[] name(String type, String value) {
    byte[] oid = DerWriter.element(0x06, HexFormat.of().parseHex(type));
    byte[] pair = DerWriter.element(0x30, oid, HexFormat.of().parseHex(value));
    return DerWriter.element(0x30, DerWriter.element(0x31, pair));
  }
}
