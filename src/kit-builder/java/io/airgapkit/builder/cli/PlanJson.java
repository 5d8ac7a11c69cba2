package io.airgapkit.builder.cli;

import io.airgapkit.builder.KitPlan;
import io.airgapkit.builder.policy.PolicyWords;
import io.airgapkit.builder.resolve.ResolvedCertificate;
import io.airgapkit.builder.resolve.ResolvedKit;
import io.airgapkit.builder.resolve.ResolvedUpdate;
import io.airgapkit.profile.Train;
import io.airgapkit.verifier.output.JsonText;

/** A plan for machines: {@code airgap-plan/1}. */
final class PlanJson {
  private final JsonText json = new JsonText();

  private PlanJson() {}

  static JsonText of(KitPlan of) {
    ResolvedKit kit = of.kit();
    PlanJson plan = new PlanJson();
    plan.json.begin('{').member("format", "airgap-plan/1");
    plan.json.member("profile", kit.profile().id()).member("revision", kit.profile().revision());
    plan.json.name("certificates").begin('[');
    kit.certificates().forEach(plan::certificate);
    plan.json.end(']').name("policy").begin('[');
    of.policy().words().lines().forEach(plan::policy);
    plan.json.end(']').name("trains").begin('[');
    kit.profile().trains().forEach(plan::train);
    plan.json.end(']').name("updates").begin('[');
    kit.updates().forEach(plan::update);
    return plan.json.end(']').end('}');
  }

  private void certificate(ResolvedCertificate c) {
    json.element()
        .begin('{')
        .member("path", c.path())
        .member("sha256", c.pinned().entry().sha256())
        .member("not_after", c.pinned().entry().notAfter().toString())
        .member("why", c.why())
        .end('}');
  }

  private void policy(PolicyWords.Line l) {
    json.element()
        .begin('{')
        .member("store", l.label())
        .member("set", l.text())
        .member("detail", l.detail())
        .member("signer_trust", l.signerTrust())
        .end('}');
  }

  private void train(Train t) {
    json.element()
        .begin('{')
        .member("train", t.id())
        .member("products", String.join(", ", t.products()))
        .member("need", PlanCommand.need(t))
        .end('}');
  }

  private void update(ResolvedUpdate u) {
    json.element()
        .begin('{')
        .member("train", u.train())
        .member("architecture", u.architecture().text())
        .member("order", u.order())
        .member("kb", u.kb())
        .member("kind", u.kind().text())
        .member("file", u.member().path())
        .end('}');
  }
}
