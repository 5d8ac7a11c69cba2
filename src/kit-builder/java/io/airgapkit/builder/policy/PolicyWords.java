package io.airgapkit.builder.policy;

import io.airgapkit.builder.resolve.ResolvedPolicyValue;
import io.airgapkit.profile.PolicyValueType;
import java.util.ArrayList;
import java.util.List;

/** What policy will do, store by store and value by value, for people. */
public final class PolicyWords {
  private final List<Line> lines = new ArrayList<>();

  /**
   * One certificate or value.
   *
   * @param label the store, or {@code value}
   * @param text what is set
   * @param detail what that means
   * @param beyondTheKit whether it is none of the kit's certificates
   * @param signerTrust whether it makes hosts trust the signer's own certificates
   */
  public record Line(
      String label, String text, String detail, boolean beyondTheKit, boolean signerTrust) {}

  PolicyWords(List<PolicyCertificate> certificates, List<ResolvedPolicyValue> values) {
    certificates.forEach(this::certificate);
    values.forEach(this::value);
  }

  private void certificate(PolicyCertificate c) {
    String detail = "SHA-1 " + c.thumbprint() + ", until " + c.expires().substring(0, 10);
    if (!c.ofTheKit()) {
      detail += ". THE SIGNER'S OWN TRUST: ";
      detail +=
          switch (c.store()) {
            case TRUSTED_PUBLISHER ->
                "hosts that trust its root run every script this key signs without a question";
            default -> "hosts trust this root, for signing code only";
          };
    }
    lines.add(new Line(c.store().text(), c.issuedTo(), detail, !c.ofTheKit(), !c.ofTheKit()));
  }

  private void value(ResolvedPolicyValue v) {
    String data =
        v.value().type() == PolicyValueType.DWORD
            ? "dword " + v.value().number().orElseThrow()
            : "\"" + v.text() + "\"";
    String detail = "HKLM\\" + v.value().key() + ": " + v.value().what();
    if (!v.value().vanishesByItself()) {
      detail += ". It lies outside policy: hosts keep it until the remove policy deletes it";
    }
    lines.add(new Line("value", v.value().name() + " = " + data, detail, true, false));
  }

  public List<Line> lines() {
    return List.copyOf(lines);
  }
}
