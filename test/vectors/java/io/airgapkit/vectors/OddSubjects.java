package io.airgapkit.vectors;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Certificates that say strange things of themselves: attribute types of any number, strings of any
 * kind, names of several parts, times that are none. Whatever two verifiers make of them, it is to
 * be the same.
 */
public final class OddSubjects {
  private static final long SEED = 20261126;
  private static final byte[] COMMON_NAME = Der.hex("550403");
  private static final int OID = 0x06;
  private static final int UTF8 = 0x0C;

  /** Contents of an OBJECT IDENTIFIER. */
  private static final String[] TYPES = {
    "550403",
    "550406",
    "550407",
    "550408",
    "550409",
    "55040a",
    "55040b",
    "55040c",
    "550405",
    "0992268993f22c640101",
    "0992268993f22c640119",
    "0992268993f22c640118",
    "2a864886f70d010901",
    "00",
    "27",
    "28",
    "4f",
    "50",
    "77",
    "78",
    "7f",
    "8100",
    "8837",
    "883701",
    "69" + "83" + "ff".repeat(17) + "7f",
    "2a81ffffffffffffffff7f",
    "2a82808080808080808000",
    "2afeffffffffffffff7f",
    "2affffffffffffffff7f",
    "2a" + "ff".repeat(30) + "01",
    "82808080808080808000",
    "ffffffffffffffff7f",
    "ff".repeat(600) + "7f",
    "80",
    "8003",
    "558003",
    "55808003",
    "5584",
    "5504",
    "550483",
    "",
    "ff",
    "2a8000"
  };

  /** Tags of a value; the first five are texts. */
  private static final int[] TAGS = {
    UTF8, 0x13, 0x14, 0x16, 0x1B, 0x1E, 0x1C, 0x12, 0x1A, 0x04, 0x30, 0x31, 0x05, 0x02, 0x01, 0x3F,
    0x9F, 0x00, 0xFF, 0x2C, 0x8C
  };

  private static final String[] TEXTS = {
    "",
    "a",
    " a ",
    "  ",
    " ",
    "# x",
    "#",
    "a,b+c\"d<e>f;g=h\\i#",
    "\r x \r",
    "\n x \n",
    "\t",
    "\0",
    " \0 ",
    "\u001B[2Jx",
    "a\r\nVERIFIED",
    "\u007F",
    "\u0080",
    "\u00E9\u00DF",
    "\u202Ex",
    "\u2028",
    "\uFEFFx",
    "\uFFFD",
    "\uD83D\uDE00",
    "I\u0130\u0131",
    "CN=x, O=y",
    "a  b",
    "\u00A0x"
  };

  /** No text in UTF-8, or only for some. */
  private static final String[] BYTES = {
    "e9",
    "c080",
    "eda080",
    "edbfbf",
    "f4908080",
    "e282",
    "f09f98",
    "80",
    "ff",
    "fe",
    "c3",
    "c328",
    "61e962",
    "f8888080af",
    "00410042",
    "efbbbf",
    "e0809f",
    "20c3",
    "c320"
  };

  private static final String[] TIMES = {
    "500101000000Z",
    "491231235959Z",
    "000000000000Z",
    "991399999999Z",
    "500101000000z",
    "5001010000Z",
    "500101000000+0100",
    "50010100000Z",
    "5001010000000Z",
    "",
    "Z",
    "a00101000000Z",
    "20501231235959Z",
    "00000000000000Z",
    "20501231235959.5Z",
    "2050123123595Z",
    "500101000000Z\n"
  };

  private OddSubjects() {}

  /** The same in every run. Some cannot be read as a signer's certificate at all. */
  public static List<byte[]> certificates() {
    List<byte[]> names = new ArrayList<>();
    for (String type : TYPES) {
      names.add(name(part(Der.hex(type), Der.text(UTF8, "x"))));
    }
    for (int tag : TAGS) {
      for (String text : TEXTS) {
        names.add(name(part(COMMON_NAME, value(tag, text.getBytes(StandardCharsets.UTF_8)))));
      }
      for (String bytes : BYTES) {
        names.add(name(part(COMMON_NAME, value(tag, Der.hex(bytes)))));
      }
    }
    parts(names);
    random(names);
    List<byte[]> out = new ArrayList<>();
    names.forEach(name -> out.add(certificate(name, null)));
    for (String first : TIMES) {
      for (int tag : new int[] {0x17, 0x18, 0x16}) {
        byte[] time = value(tag, first.getBytes(StandardCharsets.ISO_8859_1));
        byte[] good = Der.text(0x17, "491231235959Z");
        out.add(certificate(names.get(0), Der.sequence(time, good)));
        out.add(certificate(names.get(0), Der.sequence(good, time, time)));
        out.add(certificate(names.get(0), Der.sequence(time)));
      }
    }
    return out;
  }

  /** One signer for whole kits: a large type, several values in one part, escapes, a BMPString. */
  static TestCertificate signer() {
    TestCertificate.Draft draft = new TestCertificate.Draft(Signers.a().key());
    draft.name =
        name(
            part(Der.hex("8837"), Der.text(UTF8, "two-nine-nine-nine")),
            part(Der.hex("2a82808080808080808000"), Der.text(0x13, "2 to the 63rd")),
            Der.element(
                Der.SET,
                attribute(COMMON_NAME, Der.text(UTF8, " a,b+c ")),
                attribute(Der.hex("55040b"), value(0x1E, Der.hex("00410042")))));
    return draft.sign();
  }

  private static void parts(List<byte[]> names) {
    byte[] cn = attribute(COMMON_NAME, Der.text(UTF8, "a"));
    byte[] o = attribute(Der.hex("55040a"), Der.text(0x13, "b"));
    names.add(name());
    names.add(Der.element(Der.SET, cn));
    names.add(name(Der.element(Der.SET)));
    names.add(name(Der.element(Der.SET, cn, o), Der.element(Der.SET, o)));
    names.add(name(Der.element(Der.SET, o, cn), Der.element(Der.SET, cn, cn, cn)));
    names.add(name(Der.element(Der.SET, cn), Der.element(Der.SET)));
    names.add(name(cn));
    names.add(name(Der.element(Der.SET, Der.NULL)));
    names.add(name(Der.element(Der.SET, cn, new byte[1])));
    names.add(name(Der.element(Der.SET, Der.sequence())));
    names.add(name(Der.element(Der.SET, Der.sequence(Der.element(OID, COMMON_NAME)))));
    names.add(name(Der.element(Der.SET, Der.sequence(Der.text(UTF8, "a"), Der.text(UTF8, "a")))));
    byte[] type = Der.element(OID, COMMON_NAME);
    names.add(name(Der.element(Der.SET, Der.sequence(type, Der.NULL, Der.NULL))));
    names.add(name(Der.element(Der.SET, Der.sequence(type, new byte[] {UTF8}))));
    names.add(name(Der.element(Der.SET, Der.sequence(type, new byte[] {UTF8, 2, 'a'}))));
    names.add(name(Der.element(Der.SET, Der.sequence(type, Der.longForm(UTF8, new byte[1])))));
    names.add(name(Der.element(Der.SET, Der.sequence(type, Der.indefinite(UTF8, new byte[1])))));
    names.add(name(Der.element(Der.SET, Der.sequence(type, Der.text(UTF8, "a".repeat(300))))));
  }

  private static void random(List<byte[]> names) {
    Random random = new Random(SEED);
    for (int i = 0; i < 150; i++) {
      byte[] content = new byte[1 + random.nextInt(14)];
      random.nextBytes(content);
      names.add(name(part(content, Der.text(UTF8, "x"))));
      random.nextBytes(content);
      names.add(name(part(COMMON_NAME, value(UTF8, content))));
      byte[] changed =
          name(part(COMMON_NAME, Der.text(UTF8, "abc")), part(COMMON_NAME, Der.text(0x13, " ")));
      changed[2 + random.nextInt(changed.length - 2)] = (byte) random.nextInt(256);
      names.add(changed);
    }
  }

  private static byte[] name(byte[]... parts) {
    return Der.sequence(parts);
  }

  private static byte[] part(byte[] type, byte[] value) {
    return Der.element(Der.SET, attribute(type, value));
  }

  private static byte[] attribute(byte[] type, byte[] value) {
    return Der.sequence(Der.element(OID, type), value);
  }

  private static byte[] value(int tag, byte[] content) {
    return Der.element(tag, content);
  }

  private static byte[] certificate(byte[] name, byte[] validity) {
    TestCertificate.Draft draft = new TestCertificate.Draft(Signers.a().key());
    draft.name = name;
    draft.validity = validity == null ? draft.validity : validity;
    // Nobody looks at it, and signing a thousand takes long.
    return draft.sign(tbs -> new byte[384]).der();
  }
}
