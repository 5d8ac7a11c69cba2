package io.airgapkit.builder.sign;

/**
 * What can be wrong with keys, passphrases and signing, one code a fault.
 *
 * <p>{@link #text()} is the message with places for facts in braces; {@link #hint()} is the remedy.
 * No remedy weakens a check. {@link #exitCode()} is what a command ends with: 1 a clear no, 2 wrong
 * use, 3 could not find out.
 */
public enum SigningFault {
  KEY_STORE_MISSING(
      3, "key store '{path}' does not exist", "check the path, or make a key with keygen"),
  KEY_STORE_UNREADABLE(
      3,
      "key store '{path}' cannot be read as PKCS#12: {reason}",
      "check rights and content; a key and certificate in PEM become one with: openssl pkcs12"
          + " -export -inkey key.pem -in certificate.pem -out signer.p12"),
  PASSPHRASE_WRONG(
      3,
      "the passphrase does not open '{path}'",
      "try the passphrase with: openssl pkcs12 -info -noout -in FILE; if it is right, the file was"
          + " damaged after it was written, take it from the backup"),
  KEY_STORE_WITHOUT_KEY(
      1,
      "key store '{path}' holds no private key",
      "a file with certificates only cannot sign; name the one that holds the key"),
  KEY_STORE_SEVERAL_KEYS(
      2,
      "key store '{path}' holds several keys: {aliases}",
      "choose one of them by its alias with --signer-alias"),
  ALIAS_UNKNOWN(
      2,
      "key store '{path}' has no key named '{alias}', it has: {aliases}",
      "choose one of them by its alias"),
  KEY_WITHOUT_CERTIFICATE(
      1,
      "the key '{alias}' in '{path}' has no certificate",
      "put its certificate into the same file: openssl pkcs12 -export -inkey key.pem -in"
          + " certificate.pem -out signer.p12"),
  KEY_NOT_RSA(
      1,
      "the key is {algorithm}, a signer is RSA",
      "take an RSA key of 3072 bits or more; every reader of a kit can check RSA"),
  KEY_TOO_SMALL(
      1, "an RSA key of {bits} bits is too small, the least is {least}", "make a key with keygen"),
  KEY_TOO_LARGE(
      1,
      "an RSA key of {bits} bits is too large, the most is {most}",
      "make a key of 3072 or 4096 bits with keygen"),
  KEY_SIZE_NOT_IN_STEPS(
      1,
      "an RSA key of {bits} bits is not a multiple of 8",
      "make a key of 3072 or 4096 bits with keygen"),
  EXPONENT_NOT_ALLOWED(
      1, "the public exponent is {exponent}, it has to be 65537", "make a key with keygen"),
  KEY_ENCODING_NOT_ALLOWED(
      1,
      "the public key in the certificate '{subject}' is not encoded as rsaEncryption with NULL and"
          + " minimal positive numbers (RFC 3279 section 2.3.1)",
      "have the certificate issued anew; readers compare this part byte for byte"),
  CERTIFICATE_NOT_DER(
      1,
      "the certificate '{subject}' is not DER: {reason}",
      "have the certificate issued anew; readers compare its bytes and know one encoding"),
  CERTIFICATE_KEY_MISMATCH(
      1,
      "the certificate '{subject}' is for another key than the private key beside it",
      "put the private key and its own certificate into one file"),
  CERTIFICATE_TOO_LARGE(
      1,
      "the certificate '{subject}' has {bytes} bytes, the most is {most}",
      "have it issued anew with fewer extensions"),
  CERTIFICATE_EXPIRED(
      1,
      "the certificate '{subject}' expired at {not_after}, the clock says {now}",
      "check the clock; if it is right, make or order a new certificate and announce its digest"),
  CERTIFICATE_NOT_YET_VALID(
      1,
      "the certificate '{subject}' is valid from {not_before}, the clock says {now}",
      "check the clock; if it is right, wait or have the certificate issued anew"),
  CERTIFICATE_USAGE_WRONG(
      1,
      "the certificate '{subject}' is not for {purpose}: {reason}",
      "a manifest signer needs key usage digitalSignature and extended key usage document signing"
          + " (1.3.6.1.5.5.7.3.36), a script signer code signing (1.3.6.1.5.5.7.3.3); keygen makes"
          + " both"),
  CERTIFICATE_IS_CA(
      1,
      "the certificate '{subject}' is a certification authority's: {reason}",
      "a signer that could issue certificates is worth more to a thief than kits are: take a"
          + " certificate of its own, with basicConstraints CA:FALSE and key usage digitalSignature;"
          + " keygen makes such"),
  SIGNERS_SHARE_KEY(
      1,
      "the key {key} is to sign manifests and scripts",
      "hosts trust the two for different things: take another key for scripts, keygen makes both"),
  CERTIFICATE_CHAIN_BROKEN(
      1,
      "the certificate '{subject}' was not issued by '{issuer}', the next one in its chain",
      "put the certificates that issued each other into the file, signer first"),
  PASSPHRASE_SPEC_UNKNOWN(
      2,
      "a passphrase is named by env:NAME or file:PATH, or asked for; a value is not taken",
      "arguments are seen by every user of the machine and kept by shells, so a passphrase never"
          + " is one: use env:NAME, file:PATH or the prompt"),
  PASSPHRASE_ENV_MISSING(
      2, "environment variable {name} is not set", "set it, or use file:PATH or the prompt"),
  PASSPHRASE_FILE_MISSING(3, "passphrase file '{path}' does not exist", "check the path"),
  PASSPHRASE_FILE_UNREADABLE(
      3, "passphrase file '{path}' cannot be read: {reason}", "check its rights and kind"),
  PASSPHRASE_FILE_TOO_LARGE(
      2,
      "passphrase file '{path}' has more than {most} bytes",
      "the passphrase is the first line of a small text file; was another file meant?"),
  PASSPHRASE_NO_CONSOLE(
      2, "there is no console to ask for the passphrase", "use env:NAME or file:PATH"),
  PASSPHRASE_EMPTY(2, "the passphrase from {source} is empty", "give one of 8 characters or more"),
  PASSPHRASE_NOT_ASCII(
      2,
      "character {position} of the passphrase from {source} is not printable ASCII",
      "key stores disagree about how other characters are encoded; use 0x20 to 0x7E, and save a"
          + " file without byte order mark"),
  PASSPHRASE_TOO_SHORT(
      2,
      "a new passphrase has at least {least} characters, this one has {length}",
      "take a longer one"),
  PASSPHRASE_NOT_REPEATED(2, "the two passphrases typed in differ", "type the same one twice"),
  NAME_NOT_ALLOWED(
      2,
      "the name for the certificates is not 1 to {most} characters of printable ASCII without"
          + " blanks at the ends",
      "take the organisation's name in ASCII"),
  VALIDITY_NOT_ALLOWED(
      2,
      "a root of {root_years} and signers of {signer_years} years are not 1 to {most} years with"
          + " the root at least as long",
      "the usual values are 10 and 5"),
  OUTPUT_EXISTS(
      1,
      "already there: {paths}",
      "move these files away; with --force they are replaced, and a key that was replaced is gone"),
  OUTPUT_UNWRITABLE(3, "cannot write '{path}': {reason}", "check rights and free space"),
  QUICK_START_INCOMPLETE(
      1,
      "of the quick-start keys in '{folder}' some files are missing: {paths}",
      "put them back, or move the rest away to make new keys; new keys have a new anchor"),
  SCRIPT_KIND_UNKNOWN(
      1, "'{file}' is not a .ps1, .psm1 or .psd1 file", "only PowerShell text files are signed"),
  SCRIPT_TOO_LARGE(
      1, "'{file}' has {bytes} bytes, the most is {most}", "split the script or move data out"),
  SCRIPT_NOT_ASCII(
      1,
      "'{file}' has byte 0x{byte} at offset {offset}",
      "signed scripts are printable ASCII and tabs, so that every PowerShell reads the same text"),
  SCRIPT_LINE_ENDS_WRONG(
      1,
      "'{file}' breaks the rule of CRLF line ends at offset {offset}",
      "end every line, the last one too, with CRLF"),
  SCRIPT_ALREADY_SIGNED(
      1, "'{file}' has a signature block already", "sign the script as it was before"),
  SIGNING_FAILED(
      3, "signing {what} failed: {reason}", "if it happens again, report it with the message");

  private final int exitCode;
  private final String text;
  private final String hint;

  SigningFault(int exitCode, String text, String hint) {
    this.exitCode = exitCode;
    this.text = text;
    this.hint = hint;
  }

  /** 1 a clear no, 2 wrong use, 3 could not find out. */
  public int exitCode() {
    return exitCode;
  }

  /** The message, facts in braces. */
  public String text() {
    return text;
  }

  /** What to do about it. */
  public String hint() {
    return hint;
  }
}
