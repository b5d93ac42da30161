package org.distributedmonitor.worker.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The SDK's settings for one test, as system properties: the SDK reads each of them and the
 * variable of the environment of the same name as one. Nothing of this machine's own AWS set-up is
 * seen.
 */
final class SdkSettings implements AutoCloseable {

  private final Map<String, String> before = new HashMap<>();

  SdkSettings(Path directory) throws IOException {
    file(directory.resolve("config"), "aws.configFile", "");
    file(directory.resolve("credentials"), "aws.sharedCredentialsFile", "");
    set("aws.disableEc2Metadata", "true");
  }

  /** With a key of this name, so that requests can be signed. */
  SdkSettings signed() {
    return set("aws.accessKeyId", "key").set("aws.secretAccessKey", "secret");
  }

  SdkSettings set(String property, String value) {
    before.putIfAbsent(property, System.getProperty(property));
    System.setProperty(property, value);
    return this;
  }

  /** A profile file instead of the empty one. */
  void file(Path file, String property, String text) throws IOException {
    set(property, Files.writeString(file, text).toString());
  }

  @Override
  public void close() {
    before.forEach(
        (property, value) -> {
          if (value == null) {
            System.clearProperty(property);
          } else {
            System.setProperty(property, value);
          }
        });
  }
}
