package io.airgapkit.format.finding;

/** The fixed order of verification (specification, section 8). */
public enum Stage {
  CONTAINER,
  AUTHENTICATION,
  MANIFEST,
  STRUCTURE,
  CONTENT,
  FIT,
  EXTRACTION
}
