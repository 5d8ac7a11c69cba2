package io.airgapkit.format.finding;

/** What a finding does to the verdict. */
public enum Severity {
  /** The bytes are not the signer's, or nobody could tell: NOT VERIFIED. */
  NOT_AUTHENTIC,
  /** The bytes are the signer's, but the kit should not be used now and here: DO NOT APPLY. */
  NOT_FIT,
  /** Changes no verdict; a person should know it. */
  WARNING,
  /** Changes no verdict; says what was not looked at. */
  NOTE,
  /** Nothing was written: the target of an extraction is not as it must be. */
  REFUSED
}
