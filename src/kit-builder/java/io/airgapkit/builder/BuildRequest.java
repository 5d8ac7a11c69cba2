package io.airgapkit.builder;

import io.airgapkit.builder.policy.SignerTrust;
import io.airgapkit.builder.sign.SigningKey;
import io.airgapkit.format.Grade;
import io.airgapkit.profile.KitProfile;
import io.airgapkit.profile.catalogue.CarriedCrl;
import io.airgapkit.profile.catalogue.CertificateSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one kit is to be.
 *
 * @param withCertificates ids of certificates that are only carried on demand
 * @param policies ids of policy values to set, with the operator's text or an empty one
 * @param trust the script signer's, if hosts are to trust it by policy
 * @param created seconds since 1970
 * @param expires seconds since 1970, later, by at most 1,827 days
 * @param sequence 1 to {@code created}
 * @param reference the operator's change ticket, printable ASCII, may be empty
 * @param signers 1 to 8, each key once
 * @param scriptSigner without one, scripts go unsigned and the report says so
 * @param version of this program
 */
public record BuildRequest(
    KitProfile profile,
    CertificateSource certificates,
    Set<String> withCertificates,
    List<CarriedCrl> crls,
    Map<String, String> policies,
    Optional<SignerTrust> trust,
    long created,
    long expires,
    long sequence,
    String reference,
    Grade grade,
    List<SigningKey> signers,
    Optional<SigningKey> scriptSigner,
    String version) {

  public BuildRequest {
    withCertificates = Set.copyOf(withCertificates);
    crls = List.copyOf(crls);
    policies = Map.copyOf(policies);
    signers = List.copyOf(signers);
  }
}
