package org.distributedmonitor.acceptance;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * moto behind the front of {@code src/test/python}: an account to test in, and the levers on it.
 */
public final class MotoFront {
  /** The first start on a machine installs moto. */
  private static final Duration TO_INSTALL = Duration.ofMinutes(10);

  private static final Duration TO_START = Duration.ofMinutes(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI endpoint;

  private MotoFront(URI endpoint) {
    this.endpoint = endpoint;
  }

  public static MotoFront start(Processes processes) {
    Path here = Repository.python();
    String prepare = here.resolve("prepare-venv.sh").toString();
    RunningProcess venv = processes.start("prepare-venv", Map.of(), prepare);
    if (venv.exitCode(TO_INSTALL) != 0) {
      throw new AssertionError(venv.stderr());
    }
    String python = venv.stdout().strip();
    String front = here.resolve("moto_front.py").toString();
    RunningProcess process =
        processes.start("moto-front", Map.of(), python, "-B", front, "--end-with-stdin");
    String url = process.waitFor("ready at (http://\\S+)", TO_START).group(1);
    return new MotoFront(URI.create(url));
  }

  public URI endpoint() {
    return endpoint;
  }

  public Aws clients(String accessKey) {
    return Aws.at(endpoint, accessKey);
  }

  /**
   * What a process needs to find moto in the place of AWS; nothing of this machine's own AWS
   * set-up.
   */
  public Map<String, String> environment(String accessKey) {
    return Map.of(
        "AWS_ENDPOINT_URL", endpoint.toString(),
        "AWS_REGION", Aws.REGION.id(),
        "AWS_ACCESS_KEY_ID", accessKey,
        "AWS_SECRET_ACCESS_KEY", "secret",
        "AWS_EC2_METADATA_DISABLED", "true",
        "AWS_CONFIG_FILE", "/dev/null",
        "AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
  }

  public void fault(Fault... faults) {
    send("POST", "faults", List.of(faults).stream().map(Fault::description).toList());
  }

  public void clearFaults() {
    send("DELETE", "faults", Map.of());
  }

  /** What waits in the faults of the name goes on. */
  public void liftFaults(String name) {
    send("DELETE", "faults/" + name, Map.of());
  }

  /** How many calls the faults of the name have struck. */
  public int struck(String name) {
    try {
      int struck = 0;
      for (JsonNode fault : JSON.readTree(send("GET", "faults/" + name, Map.of()))) {
        struck += fault.path("struck").asInt();
      }
      return struck;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The keys are those of {@code front_common.Settings}. */
  public void settings(Map<String, Object> settings) {
    send("POST", "settings", settings);
  }

  /** An empty account, no faults, no calls, settings as they were. */
  public void reset() {
    send("POST", "reset", Map.of());
  }

  public List<Call> calls() {
    try {
      return JSON.readValue(send("GET", "calls", Map.of()), new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<Call> callsOf(String accessKey) {
    return calls().stream().filter(call -> call.caller().equals(accessKey)).toList();
  }

  private String send(String method, String what, Object body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(endpoint.resolve("/_front/" + what))
              .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)))
              .build();
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new AssertionError(method + " " + what + ": " + response.body());
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while asking the front", e);
    }
  }
}
