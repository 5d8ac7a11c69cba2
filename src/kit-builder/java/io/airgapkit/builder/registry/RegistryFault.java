package io.airgapkit.builder.registry;

/** Why bytes are no certificate blob or no registry policy (policy.md, sections 3 and 4). */
public enum RegistryFault {
  BLOB_TRUNCATED("a record of the certificate blob reaches past its end"),
  BLOB_RECORD_BAD("a record of the certificate blob is malformed or there twice"),
  BLOB_CERTIFICATE_MISSING("the certificate blob does not end in a certificate"),
  BLOB_CERTIFICATE_BAD("the certificate of the blob is not one DER sequence"),
  BLOB_DIGEST_WRONG("the digest in the certificate blob is not its certificate's"),

  POLICY_TOO_LARGE("the registry policy is larger than 16 MiB"),
  POLICY_HEADER_BAD("this is no registry policy of version 1"),
  POLICY_ENTRY_TRUNCATED("the registry policy ends within an entry"),
  POLICY_ENTRY_BAD("an entry of the registry policy is malformed"),
  POLICY_KEY_BAD("an entry of the registry policy has a key that cannot be"),
  POLICY_NAME_BAD("an entry of the registry policy has a value name that cannot be");

  private final String text;

  RegistryFault(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
