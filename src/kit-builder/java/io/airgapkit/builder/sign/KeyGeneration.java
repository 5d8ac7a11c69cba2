package io.airgapkit.builder.sign;

import io.airgapkit.format.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * Makes keys and certificates, as {@code keygen} does.
 *
 * <p>Files: {@code builder.p12} (manifest signer), {@code anchor.pem}, {@code anchor.cer}; with a
 * root {@code root.p12}, {@code root.pem}; with a script signer {@code scripts.p12}, {@code
 * scripts.pem}. Every key store has exactly one key, named as the file, and its certificates; it is
 * encrypted by the JDK's default, PBES2 with AES-256 (RFC 8018). Validity starts at the clock's
 * whole second.
 */
public final class KeyGeneration {
  private static final Base64.Encoder PEM =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private final Clock clock;
  private final SecureRandom random;
  private final CertificateIssuer issuer;
  private final KeyPairs keyPairs;

  /** Keys and serials come from {@code random}, dates from {@code clock}. */
  public KeyGeneration(Clock clock, SecureRandom random) {
    this(clock, random, bits -> rsa(bits, random));
  }

  KeyGeneration(Clock clock, SecureRandom random, KeyPairs keyPairs) {
    this.clock = clock;
    this.random = random;
    this.issuer = new CertificateIssuer(random);
    this.keyPairs = keyPairs;
  }

  /** Where key pairs come from, so that tests do not wait for primes. */
  @FunctionalInterface
  interface KeyPairs {
    KeyPair next(int bits) throws GeneralSecurityException;
  }

  /** What all keys of one run have in common; a unit becomes part of every subject. */
  record Plan(String name, Optional<String> unit, int keyBits, int rootYears, int signerYears) {}

  /** A key pair with its certificates, and the name of its key store. */
  record Made(String name, KeyPair keys, List<X509Certificate> chain) {}

  /**
   * Makes and stores what was asked for; on a fault no file is left behind.
   *
   * @param rootPassphrase for {@code root.p12}, which is then kept elsewhere; unused without root
   * @param signerPassphrase for the signers' key stores
   * @throws SigningException OUTPUT_EXISTS, OUTPUT_UNWRITABLE, PASSPHRASE_TOO_SHORT, KEY_TOO_SMALL,
   *     KEY_TOO_LARGE, KEY_SIZE_NOT_IN_STEPS, NAME_NOT_ALLOWED, VALIDITY_NOT_ALLOWED,
   *     SIGNING_FAILED
   */
  public GeneratedKeys generate(
      KeyRequest request, Passphrase rootPassphrase, Passphrase signerPassphrase)
      throws SigningException {
    request.check();
    signerPassphrase.requireLongEnoughForNewKey();
    KeyFiles files = new KeyFiles(request.folder(), request.replace());
    files.requireAbsent(names(request.shape()));
    try {
      if (request.shape() == KeyRequest.Shape.ROOT_AND_SIGNERS) {
        rootPassphrase.requireLongEnoughForNewKey();
        return withRoot(request, files, rootPassphrase, signerPassphrase);
      }
      return selfSigned(request, files, signerPassphrase);
    } catch (IOException | GeneralSecurityException e) {
      throw failed(e);
    }
  }

  Instant now() {
    return clock.instant();
  }

  SecureRandom random() {
    return random;
  }

  static SigningException failed(Exception e) {
    return SigningException.because(
        e, SigningFault.SIGNING_FAILED, "what", "new keys", "reason", SigningException.reason(e));
  }

  private static List<String> names(KeyRequest.Shape shape) {
    List<String> names = new ArrayList<>(List.of("builder.p12", "anchor.pem", "anchor.cer"));
    switch (shape) {
      case ROOT_AND_SIGNERS ->
          names.addAll(List.of("root.p12", "root.pem", "scripts.p12", "scripts.pem"));
      case SELF_SIGNED_BOTH -> names.addAll(List.of("scripts.p12", "scripts.pem"));
      default -> {}
    }
    return names;
  }

  private static Plan plan(KeyRequest request) {
    return new Plan(
        request.name(),
        Optional.empty(),
        request.keyBits(),
        request.rootYears(),
        request.signerYears());
  }

  private GeneratedKeys withRoot(
      KeyRequest request, KeyFiles files, Passphrase rootPassphrase, Passphrase passphrase)
      throws IOException, GeneralSecurityException, SigningException {
    Plan plan = plan(request);
    Made root = root("root", plan);
    Made manifest = below(root, "builder", SignerPurpose.MANIFEST, plan);
    Made script = below(root, "scripts", SignerPurpose.SCRIPT, plan);
    // For policy that is to trust this signer, which wants the certificate alone.
    files.open("scripts.pem", pem(script));
    GeneratedKeys made =
        new GeneratedKeys(
            Optional.of(store(files, root, rootPassphrase)),
            store(files, manifest, passphrase),
            Optional.of(store(files, script, passphrase)),
            files.open("anchor.pem", pem(manifest)),
            files.open("anchor.cer", der(manifest)),
            Optional.of(files.open("root.pem", pem(root))));
    files.commit();
    return made;
  }

  private GeneratedKeys selfSigned(KeyRequest request, KeyFiles files, Passphrase passphrase)
      throws IOException, GeneralSecurityException, SigningException {
    Made manifest = vouchingForItself("builder", SignerPurpose.MANIFEST, plan(request));
    Optional<GeneratedKeys.Entry> scriptEntry = Optional.empty();
    Optional<Path> scriptPem = Optional.empty();
    if (request.shape() == KeyRequest.Shape.SELF_SIGNED_BOTH) {
      Made script = vouchingForItself("scripts", SignerPurpose.SCRIPT, plan(request));
      scriptEntry = Optional.of(store(files, script, passphrase));
      scriptPem = Optional.of(files.open("scripts.pem", pem(script)));
    }
    GeneratedKeys made =
        new GeneratedKeys(
            Optional.empty(),
            store(files, manifest, passphrase),
            scriptEntry,
            files.open("anchor.pem", pem(manifest)),
            files.open("anchor.cer", der(manifest)),
            scriptPem);
    files.commit();
    return made;
  }

  Made root(String name, Plan plan) throws IOException, GeneralSecurityException {
    KeyPair keys = keyPairs.next(plan.keyBits());
    X500Name subject = subject(plan, "root for scripts and kits");
    return new Made(name, keys, List.of(issuer.root(keys, subject, validity(plan.rootYears()))));
  }

  Made below(Made root, String name, SignerPurpose purpose, Plan plan)
      throws IOException, GeneralSecurityException, SigningException {
    KeyPair keys = keyPairs.next(plan.keyBits());
    X509Certificate certificate =
        issuer.signer(
            keys,
            subject(plan, role(purpose)),
            purpose,
            validity(plan.signerYears()),
            new CertificateIssuer.Issuer(root.keys(), root.chain().get(0)));
    return tried(new Made(name, keys, List.of(certificate, root.chain().get(0))), purpose);
  }

  Made vouchingForItself(String name, SignerPurpose purpose, Plan plan)
      throws IOException, GeneralSecurityException, SigningException {
    KeyPair keys = keyPairs.next(plan.keyBits());
    X509Certificate certificate =
        issuer.selfSigned(
            keys, subject(plan, role(purpose)), purpose, validity(plan.signerYears()));
    return tried(new Made(name, keys, List.of(certificate)), purpose);
  }

  /** A signer is handed out only after it passed the rules for signers, of which one is to sign. */
  private Made tried(Made made, SignerPurpose purpose) throws SigningException {
    SignerRules.check(made.keys().getPrivate(), made.chain(), purpose, clock.instant());
    return made;
  }

  private static String role(SignerPurpose purpose) {
    return purpose == SignerPurpose.MANIFEST ? "kit signer" : "script signer";
  }

  private static X500Name subject(Plan plan, String role) {
    X500NameBuilder subject = new X500NameBuilder(BCStyle.INSTANCE);
    subject.addRDN(BCStyle.O, plan.name());
    plan.unit().ifPresent(unit -> subject.addRDN(BCStyle.OU, unit));
    return subject.addRDN(BCStyle.CN, plan.name() + " " + role).build();
  }

  private CertificateIssuer.Validity validity(int years) {
    Instant from = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant to = from.atOffset(ZoneOffset.UTC).plusYears(years).minusSeconds(1).toInstant();
    return new CertificateIssuer.Validity(from, to);
  }

  static GeneratedKeys.Entry store(KeyFiles files, Made made, Passphrase passphrase)
      throws IOException, GeneralSecurityException {
    X509Certificate certificate = made.chain().get(0);
    byte[] der = certificate.getEncoded();
    return new GeneratedKeys.Entry(
        files.secret(made.name() + ".p12", pkcs12(made, passphrase)),
        SignerRules.subject(certificate),
        Sha256.hexOf(der),
        Sha256.hexOf(SignerRules.subjectPublicKeyInfo(der)),
        certificate.getNotAfter().toInstant());
  }

  private static byte[] pkcs12(Made made, Passphrase passphrase)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        made.name(),
        made.keys().getPrivate(),
        passphrase.characters(),
        made.chain().toArray(new Certificate[0]));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.store(out, passphrase.characters());
    return out.toByteArray();
  }

  /** RFC 7468: 64 columns, line feeds. */
  static byte[] pem(Made made) throws GeneralSecurityException {
    return ("-----BEGIN CERTIFICATE-----\n"
            + PEM.encodeToString(der(made))
            + "\n-----END CERTIFICATE-----\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] der(Made made) throws GeneralSecurityException {
    return made.chain().get(0).getEncoded();
  }

  private static KeyPair rsa(int bits, SecureRandom random) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(new RSAKeyGenParameterSpec(bits, SignerRules.EXPONENT), random);
    return generator.generateKeyPair();
  }
}
