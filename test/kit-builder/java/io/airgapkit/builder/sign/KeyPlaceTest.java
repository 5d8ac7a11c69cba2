package io.airgapkit.builder.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyPlaceTest {
  private static final int SOMEBODY = 31337;

  @TempDir Path folder;
  private Path keys;
  private Path store;

  @BeforeEach
  void goodOnes() throws Exception {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("unix"), "has modes");
    keys = Files.createDirectory(folder.resolve("keys"));
    store = Files.createFile(keys.resolve("a.p12"));
    modes("rwx------", "rw-------");
  }

  private void modes(String folderMode, String fileMode) throws Exception {
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString(folderMode));
    Files.setPosixFilePermissions(store, PosixFilePermissions.fromString(fileMode));
  }

  private static List<String> warnings(Path... stores) {
    List<String> out = new ArrayList<>();
    KeyPlace.look(List.of(stores), out::add);
    return out;
  }

  @ParameterizedTest
  @CsvSource({
    "rwx------, rw-------, 0",
    "rwx------, r--------, 0",
    "rwx--x--x, rw-------, 0",
    "rwx------, rw-r-----, 1",
    "rwx------, rw--w----, 1",
    "rwx------, rw----r--, 1",
    "rwx------, rw-----w-, 1",
    "rwxr-x---, rw-------, 1",
    "rwx-wx---, rw-------, 1",
    "rwx---r-x, rw-------, 1",
    "rwx----wx, rw-------, 1",
    "rwxrwxrwx, rw-rw-rw-, 2"
  })
  void modesThatLetOthersIn(String folderMode, String fileMode, int count) throws Exception {
    modes(folderMode, fileMode);
    assertThat(warnings(store)).hasSize(count);
  }

  @Test
  void oneFolderIsToldOnce() throws Exception {
    modes("rwxr-xr-x", "rw-------");
    Path other = Files.copy(store, keys.resolve("b.p12"));
    assertThat(warnings(store, other)).hasSize(1);
  }

  @Test
  void aLinkHidesNeitherTheFileNorItsOwnFolder() throws Exception {
    Path shared = Files.createDirectory(folder.resolve("shared"));
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path link = Files.createSymbolicLink(shared.resolve("a.p12"), store);
    assertThat(warnings(link)).hasSize(1);
    modes("rwxrwx---", "rw-r--r--");
    assertThat(warnings(link)).hasSize(3);
  }

  @Test
  void anOwnerWhoIsNeitherMeNorRoot() throws Exception {
    if ((int) Files.getAttribute(store, "unix:uid") == 0) {
      Files.setAttribute(store, "unix:uid", SOMEBODY);
    }
    long owner = (int) Files.getAttribute(store, "unix:uid");
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwx------"));
    List<String> out = new ArrayList<>();
    KeyPlace.look(List.of(store), OptionalLong.of(owner), out::add);
    assertThat(out).isEmpty();
    KeyPlace.look(List.of(store), OptionalLong.empty(), out::add);
    assertThat(out).isEmpty();
    KeyPlace.look(List.of(store), OptionalLong.of(owner + 1), out::add);
    boolean folderToo = (int) Files.getAttribute(keys, "unix:uid") != 0;
    assertThat(out).hasSize(folderToo ? 2 : 1);
  }

  @Test
  void whatIsNotThereIsForTheOpenerToReport() {
    assertThat(warnings(keys.resolve("none.p12"))).isEmpty();
  }
}
