package io.airgapkit.verifier.cli;

/** What {@code --help} prints. */
final class HelpText {
  private static final String GENERAL =
      """
      usage: %1$s verify KIT --anchor ANCHOR...
                 is this kit what its signer made?
             %1$s extract KIT --to FOLDER --anchor ANCHOR...
                 verify it while it is written out
             %1$s inspect KIT
                 what does it say it is? (no verdict)
             %1$s verify --manifest FILE --signature FILE...
                 --anchor ANCHOR...

      ANCHOR is sha256:<digest of the signer's certificate> as it was read to you,
      or a file with that certificate (then nobody has compared it, and --for apply
      says so).

        --for apply|audit   apply (default): exit 0 needs authentic and fit;
                            audit: exit 0 needs authentic alone
        --to FOLDER         a folder that does not exist yet
        --json              the report for machines
        --debug             a stack trace with internal faults
        --version, --help

      exit codes: 0 yes; 1 a clear no; 2 wrong use, no anchor; 3 could not find out;
                  70 our bug
      """;

  private static final String VERIFY =
      """

      examples:
        %1$s verify acs-20261125T120000Z.zip --anchor "sha256:9c1d22aa ..."
            the usual case: the digest came by another way than the kit
        %1$s verify acs-20261125T120000Z.zip --anchor anchor.pem \\
            --for audit --json
            an auditor, who compares the anchor with other evidence
        %1$s verify --manifest acs-20261125T120000Z.manifest.json \\
            --signature acs-20261125T120000Z.5be2f07a12345678.p7s --anchor sha256:...
            the manifest alone, before many gigabytes are copied
      """;

  private static final String EXTRACT =
      """

      example:
        %1$s extract acs-20261125T120000Z.zip --to kit \\
            --anchor "sha256:9c1d22aa ..."
            what is extracted is what was verified: bytes are hashed while they are
            copied; the folder appears only when all is well
      """;

  private static final String INSPECT =
      """

      example:
        %1$s inspect acs-20261125T120000Z.zip
            shows signers and content as the kit claims them; nothing is compared with
            an anchor, so it proves nothing
      """;

  private HelpText() {}

  static String of(String tool, String command) {
    String examples =
        switch (command) {
          case "verify" -> VERIFY;
          case "extract" -> EXTRACT;
          case "inspect" -> INSPECT;
          default -> VERIFY + EXTRACT.substring(1) + INSPECT.substring(1);
        };
    return (GENERAL + examples).replace("%1$s", tool);
  }

  static String version(String tool) {
    String version = HelpText.class.getPackage().getImplementationVersion();
    return tool + " " + (version == null ? "development" : version) + ", format airgap-kit/1\n";
  }
}
