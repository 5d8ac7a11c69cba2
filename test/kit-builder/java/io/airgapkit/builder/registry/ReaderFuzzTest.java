package io.airgapkit.builder.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.outside.Checkout;
import io.airgapkit.outside.OutsideTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Broken and random files: a reader refuses with its own exception or takes what it can write back.
 * The same inputs in each run; {@code -Dfuzz.inputs=10000000} gives ten million for each reader.
 */
class ReaderFuzzTest {
  private static final int INPUTS = Integer.getInteger("fuzz.inputs", 100_000);
  private static final int MAX_RANDOM_BYTES = 400;

  /** Bytes that mean something at most places: marks, NUL, ids, halves of pairs, extreme sizes. */
  private static final int[] TELLING = {
    0, 1, 3, 4, 9, 11, 32, '[', ']', ';', '\\', '*', 0x30, 0x7F, 0x80, 0x81, 0x82, 0xD8, 0xDC, 0xFF
  };

  private static final byte[] DER = Der.element(Der.SEQUENCE, new byte[200]);

  private interface Reader {
    /** What the writer makes of what was read. */
    byte[] again(byte[] input) throws RegistryFormatException;
  }

  @Test
  void policies() throws Exception {
    List<byte[]> seeds = new ArrayList<>();
    seeds.add(
        PolicyFile.write(
            List.of(
                RegistryEntry.keyOnly("Software\\A"),
                RegistryEntry.binary("K", "odd", new byte[3]),
                RegistryEntry.string("K", "text", "];[;"),
                RegistryEntry.deleteKeys("K", List.of("A", "B")))));
    seeds.add(PolicyFile.rewrite(List.of(new RegistryEntry("\ud83d\ude00", "n", -1, DER))));
    seeds.add(withTooLongAName());
    seeds.addAll(realPolicies());

    run(seeds, "50526567", input -> PolicyFile.rewrite(PolicyFile.read(input)));
  }

  /** No change of a few bytes makes one. */
  private static byte[] withTooLongAName() {
    String longest = "n".repeat(16_383);
    byte[] good = PolicyFile.rewrite(List.of(new RegistryEntry("K", longest, 3, DER)));
    int name = 8 + 2 + 4 + 2;
    byte[] out = Arrays.copyOf(good, good.length + 2);
    System.arraycopy(good, name, out, name + 2, good.length - name);
    return out;
  }

  @Test
  void blobs() throws Exception {
    List<byte[]> seeds = new ArrayList<>();
    seeds.add(CertificateBlob.of(DER, Optional.of("name"), List.of("1.3.6.1", "2.5")).bytes());
    seeds.add(CertificateBlob.of(DER, Optional.empty(), List.of()).bytes());
    for (byte[] policy : realPolicies()) {
      PolicyFile.read(policy).stream()
          .filter(entry -> entry.name().equals("Blob"))
          .limit(4)
          .forEach(entry -> seeds.add(entry.data()));
    }

    run(seeds, "20000000", input -> CertificateBlob.read(input).bytes());
  }

  /** Ours, and one that Windows wrote if it is there: the test stands without it. */
  private static List<byte[]> realPolicies() throws IOException {
    List<byte[]> out = new ArrayList<>();
    Path ours = Checkout.root().resolve("test/vectors/policy");
    for (String flavour : List.of("min", "sha1", "full", "full92")) {
      out.add(Files.readAllBytes(ours.resolve(flavour + ".registry.pol")));
    }
    Optional<Path> samples = OutsideTool.samples();
    if (samples.isPresent()) {
      out.add(
          Files.readAllBytes(
              samples
                  .get()
                  .resolve(
                      "nsacyber-certificates/{D1DE50B0-DF95-405B-B2DA-6C16CBB6BF54}"
                          + "/DomainSysvol/GPO/Machine/registry.pol")));
    }
    return out;
  }

  private static void run(List<byte[]> seeds, String head, Reader reader) {
    Random random = new Random(20_261_125);
    int[] outcomes = new int[RegistryFault.values().length + 1];
    for (int i = 0; i < INPUTS; i++) {
      byte[] input = input(random, seeds, head);
      try {
        byte[] again = reader.again(input);
        outcomes[RegistryFault.values().length]++;
        if (!Arrays.equals(again, input)) {
          throw new AssertionError("input " + i + " is not written back as it was");
        }
      } catch (RegistryFormatException e) {
        outcomes[e.code().ordinal()]++;
        if (e.offset() < 0 || e.offset() > input.length) {
          throw new AssertionError("input " + i + " has no byte " + e.offset());
        }
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        throw new AssertionError("input " + i, e);
      }
    }
    if (Integer.getInteger("fuzz.inputs") != null) {
      System.out.println(describe(outcomes));
    }
    assertThat(outcomes[RegistryFault.values().length]).as("some are taken").isPositive();
    assertThat(Arrays.stream(outcomes).filter(n -> n > 0).count()).isGreaterThan(5);
  }

  private static String describe(int[] outcomes) {
    StringBuilder out = new StringBuilder("taken ").append(outcomes[outcomes.length - 1]);
    for (RegistryFault fault : RegistryFault.values()) {
      int count = outcomes[fault.ordinal()];
      out.append(count == 0 ? "" : ", " + fault + " " + count);
    }
    return out.toString();
  }

  private static byte[] input(Random random, List<byte[]> seeds, String head) {
    if (random.nextInt(8) == 0) {
      return noise(random, head);
    }
    byte[] out = seeds.get(random.nextInt(seeds.size())).clone();
    if (random.nextInt(4) == 0) {
      out = Arrays.copyOf(out, random.nextInt(out.length + 1));
    }
    for (int changes = random.nextInt(4); changes > 0 && out.length > 0; changes--) {
      out = changed(random, out);
    }
    return out;
  }

  private static byte[] noise(Random random, String head) {
    byte[] out = new byte[random.nextInt(MAX_RANDOM_BYTES)];
    random.nextBytes(out);
    byte[] start = HexFormat.of().parseHex(head + "01000000");
    if (random.nextBoolean() && out.length > start.length) {
      System.arraycopy(start, 0, out, 0, start.length);
    }
    return out;
  }

  private static byte[] changed(Random random, byte[] in) {
    // Near the beginning as often as anywhere: there the structure is.
    int reach = random.nextBoolean() ? in.length : Math.min(in.length, 200);
    int at = random.nextInt(reach);
    byte[] out = in;
    switch (random.nextInt(4)) {
      case 0 -> out[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> out[at] = (byte) TELLING[random.nextInt(TELLING.length)];
      case 2 -> out = spliced(in, at, at, (byte) TELLING[random.nextInt(TELLING.length)]);
      default -> out = spliced(in, at, Math.min(in.length, at + 1 + random.nextInt(40)));
    }
    return out;
  }

  /** Other bytes in place of those between the offsets. */
  private static byte[] spliced(byte[] in, int from, int to, byte... between) {
    byte[] out = Arrays.copyOf(in, in.length - (to - from) + between.length);
    System.arraycopy(between, 0, out, from, between.length);
    System.arraycopy(in, to, out, from + between.length, in.length - to);
    return out;
  }
}
