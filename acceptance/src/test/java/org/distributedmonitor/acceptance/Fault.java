package org.distributedmonitor.acceptance;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.distributedmonitor.simulator.api.AwsError;

/** What the front is asked to do wrong; the keys are those of {@code front_faults.Fault}. */
public record Fault(Map<String, Object> description) {
  public Fault {
    description = Collections.unmodifiableMap(new TreeMap<>(description));
  }

  public static Fault refuse(String operation) {
    return of("refuse", operation);
  }

  public static Fault throttle(String operation) {
    return of("throttle", operation);
  }

  public static Fault error(String operation, int status, String code) {
    return of("error", operation).with("status", status).with("code", code);
  }

  /** As the table says, which the simulator answers from, too. */
  public static Fault error(AwsError row) {
    String operation = row.operation().substring(row.operation().indexOf(':') + 1);
    return error(operation, row.status(), row.code())
        .with("exception", row.exception())
        .with("message", row.words());
  }

  /** No reply, until the faults are cleared; then the connection is closed. */
  public static Fault hang(String operation) {
    return of("hang", operation);
  }

  public static Fault delay(String operation, Duration by) {
    return of("delay", operation).with("seconds", by.toMillis() / 1000.0);
  }

  /** The call has its effect, the reply is held back until the fault is lifted. */
  public static Fault holdReply(String operation) {
    return of("hold-reply", operation);
  }

  /** The call has its effect, the reply comes late. */
  public static Fault holdReply(String operation, Duration by) {
    return holdReply(operation).with("seconds", by.toMillis() / 1000.0);
  }

  /** The credentials have expired. */
  public static Fault expire(String operation) {
    return of("expire", operation);
  }

  /** The call has its effect, the caller never learns of it. */
  public static Fault loseReply(String operation) {
    return of("lose-reply", operation);
  }

  public Fault service(String service) {
    return with("service", service);
  }

  /** Only for calls that name this in their parameters. */
  public Fault containing(String text) {
    return with("containing", text);
  }

  /** Only for calls of this access key. */
  public Fault caller(String accessKey) {
    return with("caller", accessKey);
  }

  /** So that it can be asked after and lifted alone. */
  public Fault named(String name) {
    return with("name", name);
  }

  public Fault percent(double percent) {
    return with("percent", percent);
  }

  public Fault times(int times) {
    return with("times", times);
  }

  private static Fault of(String kind, String operation) {
    return new Fault(Map.of("kind", kind, "operation", operation));
  }

  private Fault with(String key, Object value) {
    Map<String, Object> changed = new TreeMap<>(description);
    changed.put(key, value);
    return new Fault(changed);
  }
}
