package org.distributedmonitor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The function out of the zip that is given to AWS, in a process of its own, run by the same client
 * of the runtime API as on AWS.
 */
final class DeployedFunction implements AutoCloseable {

  /** The access key by which the front's log tells the function's calls. */
  static final String ACCESS_KEY = "function";

  private final RuntimeApi api = new RuntimeApi();
  private final RunningProcess process;

  private DeployedFunction(
      Processes processes, Map<String, String> environment, String classes, Class<?> handler) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("AWS_LAMBDA_RUNTIME_API", api.address());
    all.put("AWS_LAMBDA_FUNCTION_NAME", "alarm");
    all.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
    all.put("AWS_LAMBDA_LOG_GROUP_NAME", "group");
    all.put("AWS_LAMBDA_LOG_STREAM_NAME", "stream");
    process =
        processes.start(
            "function",
            all,
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+TieredCompilation",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classes,
            AWSLambda.class.getName(),
            handler.getName() + "::handleRequest");
  }

  /** As it is deployed. */
  static DeployedFunction start(Processes processes, Map<String, String> environment) {
    return new DeployedFunction(
        processes,
        environment,
        classes(processes, List.of()),
        org.distributedmonitor.lambda.AlarmHandler.class);
  }

  /** The same, but that the monitors it begins have short intervals. */
  static DeployedFunction quick(Processes processes, Map<String, String> environment) {
    return new DeployedFunction(
        processes,
        environment,
        classes(processes, List.of(place(QuickAlarmHandler.class))),
        QuickAlarmHandler.class);
  }

  static Map<String, String> environment(TemporalDev temporal, MotoFront front, String bucket) {
    Map<String, String> environment = new HashMap<>(front.environment(ACCESS_KEY));
    environment.putAll(temporal.environment());
    environment.put("AWS_PROFILE", null);
    environment.put("MONITOR_BUCKET", bucket);
    environment.put("MONITOR_PREFIX", null);
    environment.put("MONITOR_TASK_QUEUE", null);
    return environment;
  }

  static Path zip() {
    return Repository.root().resolve("lambda/target/function.zip");
  }

  RuntimeApi.Answer receive(String event) {
    return api.invoke(event);
  }

  /** The alarm of the run, as SNS has sent it, with the run's names in it. */
  static String alarm(RunPlan plan, String alarmName) {
    try (InputStream recorded =
        DeployedFunction.class.getResourceAsStream("/queue-alarm-event.json")) {
      return new String(recorded.readAllBytes(), StandardCharsets.UTF_8)
          .replace("ApproximateNumberOfMessagesVisibleisZero_Plates", alarmName)
          .replace("PlatesQueue", plan.queue())
          .replace("836fe1ec", java.util.UUID.randomUUID().toString().substring(0, 8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RunningProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.kill();
    api.close();
  }

  /** AWS's own part, what is added for the test, and the libraries of the zip. */
  private static String classes(Processes processes, List<Path> more) {
    List<Path> all = new ArrayList<>(runtime());
    all.addAll(more);
    all.addAll(unpacked(processes.directory().resolve("function")));
    return all.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static List<Path> runtime() {
    Pattern part =
        Pattern.compile("(aws-lambda-java-(core|serialization|runtime.*)|utils-lite)-.*");
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(path -> part.matcher(path.getFileName().toString()).matches())
        .toList();
  }

  private static Path place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Path> unpacked(Path directory) {
    List<Path> libraries = new ArrayList<>();
    try (ZipFile zip = new ZipFile(zip().toFile())) {
      Files.createDirectories(directory.resolve("lib"));
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (!entry.isDirectory()) {
          // Where AWS looks for libraries.
          assertThat(entry.getName()).matches("lib/[^/]+\\.jar");
          Path to = directory.resolve(entry.getName());
          Files.copy(zip.getInputStream(entry), to, StandardCopyOption.REPLACE_EXISTING);
          libraries.add(to);
        }
      }
      return libraries;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
