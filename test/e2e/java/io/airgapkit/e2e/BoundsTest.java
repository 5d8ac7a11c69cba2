package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import io.airgapkit.outside.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Sizes and names of the sources, tests included. */
class BoundsTest {
  private static final int FILE_LINES = 400;
  private static final int METHOD_LINES = 40;
  private static final Pattern BOUNDED = Pattern.compile(".*\\.(java|ps1|psm1|psd1|cmd|sh|ftl)");

  /** Words that say that nobody thought of what the thing is. */
  private static final Pattern EMPTY_NAME =
      Pattern.compile(".*(Utils?|Helpers?|Managers?|Impl|Misc|Common)(Test)?");

  /** Hosts that packages are fetched from: where they come from is the machine's matter. */
  private static final Pattern PACKAGE_HOST =
      Pattern.compile(
          String.join("|", "repo1?\\.ma" + "ven", "registry\\.np" + "mjs", "np" + "mjs\\.(com|org)")
              + String.join(
                  "|", "", "(pypi|pythonho" + "sted)\\.", "deb\\.deb" + "ian", "nuget\\.o" + "rg")
              + String.join("|", "", "powershellga" + "llery", "central\\.sona" + "type"));

  private final Path root = Checkout.root();

  @Test
  void filesAreShort() throws IOException {
    List<String> tooLong = new ArrayList<>();
    List<Path> bounded = sources().stream().filter(p -> matches(BOUNDED, p)).toList();
    for (Path file : bounded) {
      long lines = read(file).lines().count();
      if (lines > FILE_LINES) {
        tooLong.add(root.relativize(file) + ": " + lines);
      }
    }

    assertThat(bounded).hasSizeGreaterThan(100);
    assertThat(tooLong).as("files above %d lines", FILE_LINES).isEmpty();
  }

  @Test
  void methodsAreShortAndTypesHaveNamesThatSaySomething() throws IOException {
    List<Path> java = sources().stream().filter(p -> p.toString().endsWith(".java")).toList();
    List<String> faults = new ArrayList<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, List.of(), null, files.getJavaFileObjectsFromPaths(java));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new Judge(positions, faults).scan(unit, null);
      }
    }

    assertThat(faults).isEmpty();
  }

  @Test
  void filesHaveNamesThatSaySomething() throws IOException {
    for (Path file : sources()) {
      String name = file.getFileName().toString();
      int dot = name.indexOf('.', 1);
      assertThat(dot < 0 ? name : name.substring(0, dot)).as("%s", file).doesNotMatch(EMPTY_NAME);
    }
  }

  @Test
  void nothingSaysWherePackagesComeFrom() throws IOException {
    List<String> naming = new ArrayList<>();
    for (Path file : sources()) {
      if (PACKAGE_HOST.matcher(read(file)).find()) {
        naming.add(root.relativize(file).toString());
      }
    }
    // The one other place: the test that holds the shipped data to the same rule.
    naming.removeIf(name -> name.endsWith("AcsProfileTest.java"));

    assertThat(naming).isEmpty();
  }

  private List<Path> sources() throws IOException {
    List<Path> out = Checkout.here().files();
    assertThat(out).contains(root.resolve("pom.xml"));
    return out;
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  private static boolean matches(Pattern pattern, Path file) {
    return pattern.matcher(file.getFileName().toString()).matches();
  }

  /** Reads the compiler's own tree, so that no layout of the text can hide a method. */
  private static final class Judge extends TreePathScanner<Void, Void> {
    private final SourcePositions positions;
    private final List<String> faults;

    Judge(SourcePositions positions, List<String> faults) {
      this.positions = positions;
      this.faults = faults;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      // From the return type on: what annotations list above it are a test's data.
      Tree first = method.getReturnType() == null ? method : method.getReturnType();
      long lines = line(positions.getEndPosition(unit(), method)) - line(start(first)) + 1;
      if (lines > METHOD_LINES) {
        faults.add(unit().getSourceFile().getName() + " " + method.getName() + ": " + lines);
      }
      return super.visitMethod(method, nothing);
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      if (EMPTY_NAME.matcher(type.getSimpleName()).matches()) {
        faults.add(unit().getSourceFile().getName() + " names a type " + type.getSimpleName());
      }
      return super.visitClass(type, nothing);
    }

    private CompilationUnitTree unit() {
      return getCurrentPath().getCompilationUnit();
    }

    private long start(Tree tree) {
      return positions.getStartPosition(unit(), tree);
    }

    private long line(long position) {
      return position < 0 ? 0 : unit().getLineMap().getLineNumber(position);
    }
  }
}
