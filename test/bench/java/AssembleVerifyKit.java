import io.airgapkit.builder.windows.WindowsProduct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the Verify-Kit.ps1 of this build to the file that is named. */
final class AssembleVerifyKit {
  private AssembleVerifyKit() {}

  public static void main(String[] args) throws IOException {
    Files.write(Path.of(args[0]), WindowsProduct.of("Verify-Kit.ps1").bytes());
  }
}
