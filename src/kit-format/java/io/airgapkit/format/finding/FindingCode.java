package io.airgapkit.format.finding;

import static io.airgapkit.format.finding.Severity.NOTE;
import static io.airgapkit.format.finding.Severity.NOT_AUTHENTIC;
import static io.airgapkit.format.finding.Severity.NOT_FIT;
import static io.airgapkit.format.finding.Severity.REFUSED;
import static io.airgapkit.format.finding.Severity.WARNING;

import java.util.ArrayList;
import java.util.List;

/**
 * Every finding a verifier can report: place, then fault. The order is that of the specification's
 * rules.
 *
 * <p>A text names its parameters in braces; their order in {@link #parameters()} is that of first
 * use. Texts say what is wrong, never how to go on without the check.
 */
public enum FindingCode {
  KIT_NOT_A_FILE(
      Stage.CONTAINER, NOT_AUTHENTIC, "this is not a regular file ({kind}); a kit is one zip file"),
  KIT_EMPTY(
      Stage.CONTAINER, NOT_AUTHENTIC, "the file is empty: the copy failed, or this is no kit"),
  KIT_TOO_LARGE(Stage.CONTAINER, NOT_AUTHENTIC, "the file has {size} bytes, a kit at most {limit}"),
  END_RECORD_MISSING(
      Stage.CONTAINER,
      NOT_AUTHENTIC,
      "the file does not end in a kit's end record: it is cut off, something was added, or it is no kit"),
  END_RECORD_INVALID(
      Stage.CONTAINER, NOT_AUTHENTIC, "the end record is not one of a kit ({field})"),
  RECORDS_TOO_MANY(
      Stage.CONTAINER,
      NOT_AUTHENTIC,
      "the directory announces {count} records, a kit has at most {limit}"),
  DIRECTORY_INVALID(
      Stage.CONTAINER, NOT_AUTHENTIC, "record {index} of the directory is not one of a kit"),
  MANIFEST_MISSING(
      Stage.CONTAINER, NOT_AUTHENTIC, "there is no META/manifest.json in it: this is no kit"),
  MANIFEST_TOO_LARGE(
      Stage.CONTAINER, NOT_AUTHENTIC, "the manifest has {size} bytes, at most {limit} are read"),
  SIGNATURES_MISSING(Stage.CONTAINER, NOT_AUTHENTIC, "the kit carries no signature"),
  SIGNATURES_TOO_MANY(
      Stage.CONTAINER,
      NOT_AUTHENTIC,
      "{count} records follow the manifest, at most {limit} signatures are read"),
  SIGNATURE_TOO_LARGE(
      Stage.CONTAINER,
      NOT_AUTHENTIC,
      "the signature {path} has {size} bytes, at most {limit} are read"),

  SIGNATURE_MALFORMED(
      Stage.AUTHENTICATION,
      NOT_AUTHENTIC,
      "{path} is not the one form a signature of a kit can have"),
  KEY_NOT_ALLOWED(
      Stage.AUTHENTICATION,
      NOT_AUTHENTIC,
      "the key of {path} is not allowed ({bits} bits; RSA, 3072 to 8192 in steps of 8, exponent 65537)"),
  SIGNATURE_INVALID(
      Stage.AUTHENTICATION,
      NOT_AUTHENTIC,
      "the signature {path} does not fit the manifest: one of them was changed"),
  SIGNER_NOT_TRUSTED(
      Stage.AUTHENTICATION,
      NOT_AUTHENTIC,
      "no signature is by an anchor given; the kit's signer certificate has SHA-256 {certificates}"),

  FORMAT_NOT_KNOWN(
      Stage.MANIFEST,
      NOT_AUTHENTIC,
      "the signed bytes are no manifest of format airgap-kit/1; a newer verifier may know it"),
  MANIFEST_MALFORMED(
      Stage.MANIFEST, NOT_AUTHENTIC, "the manifest breaks its grammar at byte {offset}"),
  NUMBER_OUT_OF_RANGE(Stage.MANIFEST, NOT_AUTHENTIC, "{member} is {value}, outside its range"),
  TIME_NOT_VALID(Stage.MANIFEST, NOT_AUTHENTIC, "{member} is {value}, no moment in its years"),
  MEMBERS_TOO_MANY(Stage.MANIFEST, NOT_AUTHENTIC, "{member} has {count} members, at most {limit}"),
  MEMBERS_NOT_SORTED(
      Stage.MANIFEST, NOT_AUTHENTIC, "member {index} of {member} is not above the one before it"),
  PATH_NOT_ALLOWED(Stage.MANIFEST, NOT_AUTHENTIC, "the path {path} is not allowed in a kit"),
  PATH_RESERVED(
      Stage.MANIFEST,
      NOT_AUTHENTIC,
      "the payload path {path} lies in META/, which belongs to the format"),
  ROLE_NOT_ALLOWED(
      Stage.MANIFEST, NOT_AUTHENTIC, "{path} has the role sums, which is kept for META/SHA256SUMS"),
  SUMS_ENTRY_MISSING(Stage.MANIFEST, NOT_AUTHENTIC, "the manifest does not list META/SHA256SUMS"),
  PAYLOAD_MISSING(Stage.MANIFEST, NOT_AUTHENTIC, "the manifest lists no payload"),
  PATH_CONFLICT(
      Stage.MANIFEST,
      NOT_AUTHENTIC,
      "{path} and another path differ only in case, or one is a folder of the other's name"),
  ENTRY_SIZE_NOT_ALLOWED(
      Stage.MANIFEST,
      NOT_AUTHENTIC,
      "{path} has {size} bytes: above 64 GiB, or the one size that zip tools misread"),
  EXPIRES_NOT_ALLOWED(
      Stage.MANIFEST,
      NOT_AUTHENTIC,
      "expires {expires} is not later than created {created}, or by more than 1827 days"),
  ID_MISMATCH(
      Stage.MANIFEST, NOT_AUTHENTIC, "the id is {id}, by profile and time it must be {expected}"),
  SEQUENCE_AHEAD(
      Stage.MANIFEST,
      NOT_AUTHENTIC,
      "the sequence {sequence} is above created as Unix seconds ({limit})"),
  CERTIFICATE_ENTRY_MISSING(
      Stage.MANIFEST, NOT_AUTHENTIC, "the certificate {path} is no entry of the role certificate"),
  CERTIFICATE_DIGEST_DIFFERS(
      Stage.MANIFEST, NOT_AUTHENTIC, "the manifest gives two SHA-256 for the certificate {path}"),
  CERTIFICATE_NOT_LISTED(
      Stage.MANIFEST,
      NOT_AUTHENTIC,
      "the entry {path} has the role certificate, but no certificate is listed for it"),
  UPDATE_ENTRY_MISSING(
      Stage.MANIFEST, NOT_AUTHENTIC, "the update file {path} is no entry of the role update"),
  SUMS_MISMATCH(
      Stage.MANIFEST,
      NOT_AUTHENTIC,
      "META/SHA256SUMS as listed is not the list of the payload's digests"),
  SIGNER_KEYS_AMBIGUOUS(
      Stage.MANIFEST, NOT_AUTHENTIC, "two signers' keys begin with the same 16 digits {key}"),
  SIGNATURE_MISSING(Stage.MANIFEST, NOT_AUTHENTIC, "the listed signature {path} is not there"),
  SIGNATURE_NOT_LISTED(
      Stage.MANIFEST,
      NOT_AUTHENTIC,
      "{path} stands among the signatures, but no listed signer's is there"),
  SIGNER_CERTIFICATE_DIFFERS(
      Stage.MANIFEST, NOT_AUTHENTIC, "{path} holds another certificate than the manifest lists"),
  SIGNER_KEY_DIFFERS(
      Stage.MANIFEST, NOT_AUTHENTIC, "{path} holds another key than the manifest lists"),

  KIT_LENGTH_MISMATCH(
      Stage.STRUCTURE,
      NOT_AUTHENTIC,
      "by its manifest the kit has {expected} bytes, the file has {actual}"),
  HEADER_MISMATCH(
      Stage.STRUCTURE,
      NOT_AUTHENTIC,
      "the header of {path} is not the one that follows from the manifest"),
  DIRECTORY_MISMATCH(
      Stage.STRUCTURE,
      NOT_AUTHENTIC,
      "the directory differs at byte {offset} from the one that follows from the manifest"),

  ENTRY_DIGEST_MISMATCH(Stage.CONTENT, NOT_AUTHENTIC, "{path}: listed {listed}, here {actual}"),
  CERTIFICATE_SHA1_MISMATCH(
      Stage.CONTENT,
      NOT_AUTHENTIC,
      "{path}: SHA-1 listed {listed}, here {actual}; the SHA-256 fits"),

  KIT_EXPIRED(Stage.FIT, NOT_FIT, "the kit was good until {expires}, the clock here says {now}"),
  KIT_FROM_THE_FUTURE(
      Stage.FIT,
      NOT_FIT,
      "the kit was made {created}, the clock here says {now}: set the clock right, or ask the sender"),
  ANCHOR_NOT_COMPARED(
      Stage.FIT,
      NOT_FIT,
      "the anchor came as a file ({file}) that nobody compared: give the digest that was read to you (option anchor, sha256:...)"),
  SIGNER_NOT_FOR_PRODUCTION(
      Stage.FIT,
      WARNING,
      "the kit is of grade quick-start: its key was made on the spot, for trying"),
  KIT_NAME_DIFFERS(Stage.FIT, WARNING, "the file is called {name}, the kit is {id}"),
  COPY_DIFFERS(
      Stage.FIT,
      WARNING,
      "the copy {file} beside the kit differs from what is in the kit; the kit counts"),
  SIGNER_NOT_ANCHORED(
      Stage.FIT,
      NOTE,
      "the signer {key} is no anchor here: its signature is good, but counts for nothing"),
  FLOOR_NOT_CHECKED(
      Stage.FIT,
      NOTE,
      "whether a newer kit was accepted here before was not checked: no state was given"),
  PAYLOAD_NOT_CHECKED(Stage.FIT, NOTE, "only the manifest was checked, no entry of the kit"),

  TARGET_EXISTS(
      Stage.EXTRACTION,
      REFUSED,
      "{target} exists; what is extracted must be exactly the kit, so a new folder is needed"),
  TARGET_PARENT_MISSING(
      Stage.EXTRACTION, REFUSED, "the folder {parent} to put the target in does not exist"),
  TARGET_PARENT_SHARED(
      Stage.EXTRACTION,
      REFUSED,
      "others could exchange what is extracted to {parent} behind the check: {folder} has {fact}; choose a folder that, like all above it, only you or administrators control"),
  TARGET_PATH_TOO_LONG(
      Stage.EXTRACTION,
      REFUSED,
      "{path} would be extracted to a path of {length} characters, at most 247 work everywhere");

  private final Stage stage;
  private final Severity severity;
  private final String text;
  private final List<String> parameters;

  FindingCode(Stage stage, Severity severity, String text) {
    this.stage = stage;
    this.severity = severity;
    this.text = text;
    this.parameters = parametersOf(text);
  }

  /** Stage that reports it; the rules of the section "signers" are part of the stage manifest. */
  public Stage stage() {
    return stage;
  }

  public Severity severity() {
    return severity;
  }

  /** The message, with parameters in braces. */
  public String text() {
    return text;
  }

  /** Names of the parameters, in the order in which {@link Finding#values()} gives them. */
  public List<String> parameters() {
    return parameters;
  }

  private static List<String> parametersOf(String text) {
    List<String> names = new ArrayList<>();
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', open + 1)) {
      names.add(text.substring(open + 1, text.indexOf('}', open)));
    }
    return List.copyOf(names);
  }
}
