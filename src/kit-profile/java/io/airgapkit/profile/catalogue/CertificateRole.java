package io.airgapkit.profile.catalogue;

import io.airgapkit.profile.json.JsonWord;

/** What a certificate does in its chain. */
public enum CertificateRole implements JsonWord {
  /** The root that decides. */
  ROOT("root"),
  /** Between the root and the issuing CAs. */
  POLICY_CA("policy-ca"),
  /** Issues signing certificates. */
  ISSUING_CA("issuing-ca"),
  /** Issues certificates of time-stamp services. */
  TIMESTAMP_CA("timestamp-ca"),
  /** A root Windows itself requires (Microsoft KB 293781). */
  WINDOWS_REQUIRED_ROOT("windows-required-root"),
  /** A root other time stamps end in. */
  TIMESTAMP_ROOT("timestamp-root"),
  /** A root's key, certified by another root. */
  CROSS("cross");

  private final String word;

  CertificateRole(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
