package io.airgapkit.verifier.launch;

public final class Main {
  private Main() {}

  public static void main(String[] args) {}
}
