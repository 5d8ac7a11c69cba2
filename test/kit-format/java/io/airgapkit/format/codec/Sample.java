package io.airgapkit.format.codec;

import java.nio.charset.StandardCharsets;

/** A manifest written by hand; the digest, CRC and size of the sums are those of sha256sum. */
final class Sample {
  static final String ONE = "1".repeat(64);
  static final String TWO = "2".repeat(64);
  static final String THREE = "3".repeat(64);
  static final String SUMS_DIGEST =
      "86ed023e7c92c0b7ea9328b7e2157da20abcc17ca7342e467347f4e9c3f268fc";

  static final String SUMS_ENTRY = entry("18958f04", "META/SHA256SUMS", "sums", SUMS_DIGEST, "217");

  static final String TEXT =
      "{\"builder\":{\"name\":\"b\",\"version\":\"1.0\"},"
          + "\"certificates\":[{\"name\":\"CN=\\\\C3\\\\A4,O=\\\"x\\\"\",\"not_after\":\"9999-12-31T23:59:59Z\","
          + "\"not_before\":\"1950-01-01T00:00:00Z\",\"path\":\"a.cer\",\"sha1\":\""
          + "a".repeat(40)
          + "\",\"sha256\":\""
          + ONE
          + "\",\"store\":\"TrustedPublisher\"}],"
          + "\"created\":\"2026-11-01T00:00:00Z\",\"entries\":["
          + SUMS_ENTRY
          + ","
          + entry("00000001", "a.cer", "certificate", ONE, "3")
          + ","
          + entry("0000000f", "data/x", "data", TWO, "0")
          + ","
          + entry("ffffffff", "u.msu", "update", THREE, "4294967296")
          + "],\"expires\":\"2031-11-02T00:00:00Z\",\"format\":\"airgap-kit/1\","
          + "\"grade\":\"production\",\"id\":\"acs-20261101T000000Z\","
          + "\"profile\":{\"id\":\"acs\",\"revision\":9007199254740991,\"title\":\"T\"},"
          + "\"reference\":\"\",\"sequence\":1793491200,\"signers\":["
          + signer(ONE, TWO)
          + ","
          + signer(ONE, THREE)
          + "],\"updates\":["
          + update("x64", "KB123456", "floor", "2", "u.msu", "aB")
          + ","
          + update("x64", "KB1234567", "rollup", "10", "", "aB")
          + ","
          + update("arm64", "KB123456", "prerequisite", "1", "", "b-")
          + "]}";

  private Sample() {}

  static String entry(String crc, String path, String role, String digest, String size) {
    return "{\"crc32\":\""
        + crc
        + "\",\"path\":\""
        + path
        + "\",\"role\":\""
        + role
        + "\",\"sha256\":\""
        + digest
        + "\",\"size\":"
        + size
        + "}";
  }

  static String signer(String certificate, String key) {
    return "{\"certificate_sha256\":\"" + certificate + "\",\"key_sha256\":\"" + key + "\"}";
  }

  static String update(
      String architecture, String kb, String kind, String order, String path, String train) {
    return "{\"architecture\":\""
        + architecture
        + "\",\"kb\":\""
        + kb
        + "\",\"kind\":\""
        + kind
        + "\",\"order\":"
        + order
        + ",\"path\":\""
        + path
        + "\",\"train\":\""
        + train
        + "\"}";
  }

  /** The sample with a part of it, which must be there once or more, replaced once. */
  static String with(String part, String other) {
    int at = TEXT.indexOf(part);
    if (at < 0) {
      throw new IllegalArgumentException("no " + part);
    }
    return TEXT.substring(0, at) + other + TEXT.substring(at + part.length());
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
