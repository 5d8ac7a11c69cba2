package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.airgapkit.outside.OutsideTool;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server on this machine below a throw-away root; it sends its own certificate only. */
final class TlsServer {
  private static final String PASSPHRASE = "not a secret";

  private final HttpsServer server;
  private final Path root;

  private TlsServer(HttpsServer server, Path root) {
    this.server = server;
    this.root = root;
  }

  static TlsServer in(Path folder) throws Exception {
    Path extensions =
        Files.writeString(
            folder.resolve("leaf.txt"),
            "basicConstraints=critical,CA:FALSE\nextendedKeyUsage=serverAuth\n"
                + "subjectAltName=DNS:localhost\n");
    Path root = folder.resolve("root.pem");
    Path key = folder.resolve("root.key");
    Path leaf = folder.resolve("leaf.pem");
    Path leafKey = folder.resolve("leaf.key");
    Path request = folder.resolve("leaf.csr");
    Path store = folder.resolve("leaf.p12");
    String rsa = "-newkey rsa:2048 -nodes -keyout ";
    openssl(
        folder,
        "req -x509 -days 2 -subj /CN=Throw-away "
            + rsa
            + key
            + " -out "
            + root
            + " -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign");
    openssl(folder, "req -new -subj /CN=localhost " + rsa + leafKey + " -out " + request);
    openssl(
        folder,
        "x509 -req -days 2 -CAcreateserial -in "
            + request
            + " -CA "
            + root
            + " -CAkey "
            + key
            + " -extfile "
            + extensions
            + " -out "
            + leaf);
    openssl(folder, "pkcs12 -export -in " + leaf + " -inkey " + leafKey + " -out " + store);
    return new TlsServer(start(store), root);
  }

  /** Words by blanks; no path of a scratch folder holds one. */
  private static void openssl(Path folder, String line) throws Exception {
    List<String> command = new ArrayList<>(List.of(OutsideTool.require("openssl").toString()));
    command.addAll(List.of(line.split(" ")));
    if (line.startsWith("pkcs12")) {
      command.addAll(List.of("-passout", "pass:" + PASSPHRASE));
    }
    ToolRun run = ToolRun.of(folder, command);
    assertThat(run.exit()).as(run.err()).isZero();
  }

  private static HttpsServer start(Path keys) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSPHRASE.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSPHRASE.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  URI address() {
    return URI.create("https://localhost:" + server.getAddress().getPort() + "/");
  }

  /** The root's certificate as PEM. */
  Path root() {
    return root;
  }

  void end() {
    server.stop(0);
  }
}
