package io.airgapkit.builder.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.builder.ToolProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Samba's parser as second opinion. It looks at neither signature nor version, so the script does;
 * its form in XML knows no empty binary data.
 */
class SambaParserTest {
  /** Prints an entry a line; writes the file anew from its parse, and by way of XML. */
  private static final String ROUND_TRIP =
      """
      import sys
      from xml.etree.ElementTree import parse
      from samba.dcerpc import preg
      from samba.gp_parse.gp_pol import GPPolParser
      from samba.ndr import ndr_pack, ndr_unpack

      data = open('ours.pol', 'rb').read()
      read = ndr_unpack(preg.file, data)
      assert read.header.signature == 'PReg' and read.header.version == 1
      for e in read.entries:
          form = type(e.data).__name__
          text = e.data.hex() if form == 'bytes' else repr(e.data)
          print('|'.join([e.keyname, e.valuename, str(e.type), str(e.size), form, text]))
      open('packed.pol', 'wb').write(ndr_pack(read))
      parser = GPPolParser()
      parser.parse(data)
      parser.write_xml('ours.xml')
      again = GPPolParser()
      again.load_xml(parse('ours.xml').getroot())
      again.write_binary('again.pol')
      """;

  /** A file that Samba makes from values, of each type it has a form for. */
  private static final String WRITE =
      """
      from samba.dcerpc import preg
      from samba.ndr import ndr_pack

      values = [('n', 1, 'text'), ('n', 2, '%A%'), ('n', 3, b'\\x01\\x02\\x03'), ('n', 4, 0xfffffffe),
                ('n', 7, 'a\\0b\\0\\0'.encode('utf-16le')), ('n', 11, 1 << 63), ('', 0, None),
                ('**Del.n', 1, ' ')]
      made = preg.file()
      made.header.signature = 'PReg'
      made.header.version = 1
      entries = []
      for name, kind, data in values:
          entry = preg.entry()
          entry.keyname = 'Software\\\\A'
          entry.valuename = name
          entry.type = kind
          if data is not None:
              entry.data = data
          entries.append(entry)
      made.num_entries = len(entries)
      made.entries = entries
      open('samba.pol', 'wb').write(ndr_pack(made))
      """;

  @TempDir Path folder;
  private ToolProcess python;

  @BeforeEach
  void find() throws Exception {
    python = ToolProcess.samba(folder);
  }

  private static byte[] utf16(String text) {
    return text.getBytes(StandardCharsets.UTF_16LE);
  }

  private static RegistryEntry typed(String name, int type, byte[] data) {
    return new RegistryEntry("Software\\A", name, type, data);
  }

  /** Key, name, type, size, then how Samba's Python shows the data. */
  private static String line(RegistryEntry entry, String shown) {
    return String.join(
        "|",
        entry.key(),
        entry.name(),
        Integer.toString(entry.type()),
        Integer.toString(entry.size()),
        shown);
  }

  private List<RegistryEntry> read(String name) throws Exception {
    return PolicyFile.read(Files.readAllBytes(folder.resolve(name)));
  }

  private List<String> roundTrip(List<RegistryEntry> entries) throws Exception {
    byte[] ours = PolicyFile.write(entries);
    Files.write(folder.resolve("ours.pol"), ours);
    String shown = python.mustFeed(folder, ROUND_TRIP, "-");
    assertThat(folder.resolve("packed.pol")).hasBinaryContent(ours);
    assertThat(folder.resolve("again.pol")).hasBinaryContent(ours);
    assertThat(read("again.pol")).isEqualTo(entries);
    return shown.lines().toList();
  }

  @Test
  void readsEveryTypeAsItIsMeant() throws Exception {
    List<RegistryEntry> entries =
        List.of(
            RegistryEntry.keyOnly("Software\\A"),
            RegistryEntry.binary("Software\\A", "odd", new byte[] {1, 2, (byte) 0xFF}),
            RegistryEntry.string("Software\\A", "a;]b", "text ; ] [ \u00e4"),
            RegistryEntry.string("Software\\A", "empty", ""),
            typed("expand", RegistryEntry.EXPAND_SZ, utf16("%A%\\b\0")),
            RegistryEntry.dword("Software\\A", "dword", 0xFFFF_FFFEL),
            typed("multi", RegistryEntry.MULTI_SZ, utf16("a\0b c\0\0")),
            typed("qword", RegistryEntry.QWORD, HexFormat.of().parseHex("0000000000000080")),
            RegistryEntry.deleteValue("Software\\A", "gone"),
            RegistryEntry.deleteKeys("Software\\A", List.of("B", "C")),
            RegistryEntry.keyOnly("Software\\Z"));
    List<String> shown =
        List.of(
            "NoneType|None",
            "bytes|0102ff",
            "str|'text ; ] [ \u00e4'",
            "str|''",
            "str|'%A%\\\\b'",
            "int|4294967294",
            "bytes|" + HexFormat.of().formatHex(utf16("a\0b c\0\0")),
            "int|9223372036854775808",
            "str|' '",
            "str|'B;C'",
            "NoneType|None");
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      expected.add(line(entries.get(i), shown.get(i)));
    }

    assertThat(roundTrip(entries)).isEqualTo(expected);
  }

  @Test
  void readsBlobsOfEveryParityOfLength() throws Exception {
    List<RegistryEntry> entries = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int length : new int[] {1, 2, 127, 128, 999, 1_000, 1_024, 64_999}) {
      byte[] der = Der.element(Der.SEQUENCE, new byte[length]);
      CertificateBlob blob =
          CertificateBlob.of(der, Optional.of("n"), List.of("1.3.6.1.5.5.7.3.3"));
      String key = "Software\\Policies\\Certificates\\" + blob.thumbprint();
      entries.add(RegistryEntry.binary(key, "Blob", blob.bytes()));
      expected.add(
          line(entries.get(entries.size() - 1), "bytes|" + HexFormat.of().formatHex(blob.bytes())));
    }

    assertThat(roundTrip(entries)).isEqualTo(expected);
  }

  @Test
  void weReadWhatSambaWrites() throws Exception {
    python.mustFeed(folder, WRITE, "-");
    List<RegistryEntry> expected =
        List.of(
            RegistryEntry.string("Software\\A", "n", "text"),
            typed("n", RegistryEntry.EXPAND_SZ, utf16("%A%\0")),
            RegistryEntry.binary("Software\\A", "n", new byte[] {1, 2, 3}),
            RegistryEntry.dword("Software\\A", "n", 0xFFFF_FFFEL),
            typed("n", RegistryEntry.MULTI_SZ, utf16("a\0b\0\0")),
            typed("n", RegistryEntry.QWORD, HexFormat.of().parseHex("0000000000000080")),
            RegistryEntry.keyOnly("Software\\A"),
            RegistryEntry.deleteValue("Software\\A", "n"));

    assertThat(read("samba.pol")).isEqualTo(expected);
    assertThat(PolicyFile.write(expected))
        .isEqualTo(Files.readAllBytes(folder.resolve("samba.pol")));
  }
}
