package io.airgapkit.verifier.report;

/** What the answer is wanted for; decides which half of the verdict the exit code asks for. */
public enum Purpose {
  /** Authentic and fit: somebody wants to apply the kit now and here. */
  APPLY,
  /** Authentic alone: somebody looks at evidence, perhaps years later. */
  AUDIT
}
