package io.airgapkit.builder.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The fault of a call, and what holds for the message of every fault. */
public final class Faults {
  private Faults() {}

  public static SigningException assertFault(SigningFault expected, ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).isInstanceOf(SigningException.class);
    SigningException fault = (SigningException) thrown;
    assertThat(fault.fault()).as(fault.getMessage()).isEqualTo(expected);
    assertThat(fault.getMessage()).doesNotContain("{", "(unknown", "null").doesNotEndWith(".");
    assertThat(fault.getMessage().chars()).allMatch(c -> c >= ' ' && c <= '~');
    assertThat(fault.facts().keySet()).allMatch(name -> expected.text().contains("{" + name + "}"));
    return fault;
  }
}
