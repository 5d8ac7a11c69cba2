package io.airgapkit.profile.catalogue;

import java.util.List;

/**
 * Why a certificate or CRL was refused.
 *
 * @param kind what sort of fault; tests and callers decide by this, never by the text
 * @param file the file, or the shipped resource; empty if there is none
 * @param id the catalogue entry concerned; empty if none could be told
 * @param expected what the catalogue says; empty if nothing is to compare
 * @param actual what was found; empty if nothing is to compare
 * @param message one sentence without full stop
 */
public record CertificateFault(
    Kind kind, String file, String id, String expected, String actual, String message) {

  /** The sorts of faults. */
  public enum Kind {
    /** Larger than anything of its kind. */
    TOO_LARGE,
    /** Not exactly one certificate or CRL in PEM or DER. */
    MALFORMED,
    /** It claims to be a certificate of the catalogue, and its bytes are others. */
    PIN_MISMATCH,
    /** No bytes for this entry are shipped, and the operator brought none. */
    NOT_AVAILABLE,
    /** A CRL whose issuer is not in the catalogue, or whose certificate is not at hand. */
    ISSUER_UNKNOWN,
    /** A CRL whose signature is not its issuer's, or whose issuer may not sign CRLs. */
    SIGNATURE_INVALID,
    /** A second CRL of one issuer, or a delta CRL. */
    NOT_WANTED,
    /** Too many files in the directory. */
    TOO_MANY_FILES
  }

  /** What is wrong, and under it what was expected and found. */
  public List<String> lines() {
    String first = (file.isEmpty() ? id : file) + ": " + message;
    return expected.isEmpty()
        ? List.of(first)
        : List.of(first, "  expected " + expected, "  actual   " + actual);
  }

  @Override
  public String toString() {
    return String.join("\n", lines());
  }
}
