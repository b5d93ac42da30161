package org.distributedmonitor.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** Where things lie, whatever directory the tests were started in. */
public final class Repository {
  private static final int FIRST_PORT = 20_000;
  private static final int LAST_PORT = 32_000;

  private Repository() {}

  public static Path root() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("mvnw"))) {
      here = here.getParent();
    }
    return here;
  }

  public static String script(String name) {
    return root().resolve("bin").resolve(name).toString();
  }

  public static Path python() {
    return root().resolve("acceptance/src/test/python");
  }

  /** A directory of its own for one test class: output of processes, databases, monitor files. */
  public static Path targetDirectory(Class<?> test) {
    return targetDirectory(test, "");
  }

  /** The same for one of several parts of a test class. */
  static Path targetDirectory(Class<?> test, String part) {
    Path all = root().resolve("acceptance/target/it");
    Path directory = all.resolve(test.getSimpleName()).resolve(part);
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Bound to and let go of: the server that gets it as an argument binds it a moment later. Not one
   * of those that the system gives to outgoing connections: a server that is started again would
   * find its port taken by one now and then.
   */
  public static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException taken) {
        // The next one, then.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
