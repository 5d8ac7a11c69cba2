package io.airgapkit.builder.cli;

import io.airgapkit.verifier.cli.ExitCode;
import io.airgapkit.verifier.cli.VerifierCommand;
import io.airgapkit.verifier.output.Lines;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kit-builder}: the command above the others. */
@Command(
    name = CliContext.TOOL,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    sortOptions = false,
    synopsisHeading = "",
    customSynopsis = "usage: kit-builder COMMAND [OPTIONS]",
    synopsisSubcommandLabel = "COMMAND",
    header = "Makes signed, sealed remediation kits for isolated Windows hosts.%n",
    commandListHeading = "%ncommands:%n",
    footer = {
      "  verify   is a kit what its signer made?          the verifier's own",
      "  extract  verify a kit while it is written out    commands, with the",
      "  inspect  show what a kit says of itself          same options",
      "",
      "examples:",
      "  kit-builder build acs --quick-start --out out",
      "  kit-builder keygen --out keys --passphrase env:P",
      "  kit-builder build acs --signer keys/builder.p12 --passphrase env:P --out out",
      "  kit-builder plan acs",
      "",
      "exit codes: 0 done; 1 a clear no; 2 wrong use; 3 could not find out; 70 our bug"
    })
public final class BuilderCommand implements Runnable {
  private static final Set<String> OF_VERIFIER = Set.of("verify", "extract", "inspect");

  @Option(
      names = "--debug",
      description = "a stack trace with internal faults",
      scope = CommandLine.ScopeType.INHERIT)
  private boolean debug;

  @Spec private CommandSpec spec;

  private BuilderCommand() {}

  /** Runs one command line and gives its exit code. */
  public static int run(CliContext context, String... args) {
    if (args.length > 0 && OF_VERIFIER.contains(args[0])) {
      return new VerifierCommand(context.streams(), context.clock()).run(args);
    }
    int code;
    try {
      code = code(context, args);
    } catch (RuntimeException | Error e) {
      code = Faults.bug(context, e, List.of(args).contains("--debug"));
    }
    return context.streams().exit(code);
  }

  private static int code(CliContext context, String... args) {
    BuilderCommand top = new BuilderCommand();
    CommandLine line =
        new CommandLine(top)
            .addSubcommand(new BuildCommand(context))
            .addSubcommand(new PackCommand(context))
            .addSubcommand(new KeygenCommand(context))
            .addSubcommand(new PlanCommand(context))
            .addSubcommand(new FactsCommand(context));
    // Help and version, nothing else: faults go to the handlers below.
    StringWriter help = new StringWriter();
    line.setOut(new PrintWriter(help));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    line.setUsageHelpWidth(80);
    line.setUsageHelpLongOptionsMaxWidth(26);
    line.setAbbreviatedOptionsAllowed(false);
    line.setParameterExceptionHandler((e, words) -> usage(context, e));
    line.setExecutionExceptionHandler((e, command, result) -> Faults.report(context, e, top.debug));
    int code = line.execute(args);
    context.out().print(Lines.of(help.toString()));
    return code;
  }

  private static int usage(CliContext context, ParameterException e) {
    context.fail(
        e.getMessage(),
        e.getCommandLine().getCommandSpec().qualifiedName() + " --help explains the options");
    return ExitCode.USAGE.number();
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command given");
  }
}
