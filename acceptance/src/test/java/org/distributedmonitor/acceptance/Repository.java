package org.distributedmonitor.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where things lie, whatever directory the tests were started in. */
final class Repository {
  private Repository() {}

  static Path root() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("mvnw"))) {
      here = here.getParent();
    }
    return here;
  }

  static String script(String name) {
    return root().resolve("bin").resolve(name).toString();
  }

  static Path python() {
    return root().resolve("acceptance/src/test/python");
  }

  /** A directory of its own for one test class: output of processes, databases, monitor files. */
  static Path targetDirectory(Class<?> test) {
    Path directory = root().resolve("acceptance/target/it").resolve(test.getSimpleName());
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bound to and let go of: the server that gets it as an argument binds it a moment later. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
