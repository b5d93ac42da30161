package org.distributedmonitor.simulator.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.distributedmonitor.simulator.Happening;
import org.distributedmonitor.simulator.api.AwsError;
import org.distributedmonitor.simulator.api.AwsErrors;
import org.distributedmonitor.simulator.api.AwsLimits;
import org.distributedmonitor.simulator.api.Call;
import org.distributedmonitor.simulator.api.Calls;
import org.distributedmonitor.simulator.api.Pages;
import org.distributedmonitor.simulator.cloudwatch.Alarms;
import org.distributedmonitor.simulator.cloudwatch.Dashboards;
import org.distributedmonitor.simulator.ec2.Fleets;
import org.distributedmonitor.simulator.ec2.Machines;
import org.distributedmonitor.simulator.ec2.Volumes;
import org.distributedmonitor.simulator.ecs.Clusters;
import org.distributedmonitor.simulator.ecs.TaskDefinitions;
import org.distributedmonitor.simulator.iam.Permissions;
import org.distributedmonitor.simulator.logs.LogGroups;
import org.distributedmonitor.simulator.s3.Buckets;
import org.distributedmonitor.simulator.sns.Topics;
import org.distributedmonitor.simulator.sqs.Queues;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/** All state of the region; one lock, one timeline, one source of chance. */
public final class World {
  /** As {@code RFC_1123_DATE_TIME}, but with two digits for every day of the month. */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  final InstantSource clock;
  public final String account;
  public final String region;
  public final String caller;
  public final Duration queueDeletionLag;
  final Random random;
  public final Timeline timeline;
  public final Faults faults;
  public final Permissions permissions;
  public final Calls calls = new Calls();
  public final List<Happening> happenings = new ArrayList<>();
  public final List<Consumer<Happening>> listeners = new ArrayList<>();

  public final Queues queues;
  public final Buckets buckets;
  public final Topics topics;
  public final LogGroups logGroups;
  public final Alarms alarms;
  public final Dashboards dashboards;
  public final Machines machines;
  public final Volumes volumes;
  public final Fleets fleets;
  public final TaskDefinitions taskDefinitions;
  public final Clusters clusters;
  public final Workers workers;

  /** The operation that is being answered, guarded by this lock as everything else. */
  private String operation;

  public World(
      InstantSource clock,
      String account,
      String region,
      String caller,
      Duration queueDeletionLag,
      long seed) {
    this.clock = clock;
    this.account = account;
    this.region = region;
    this.caller = caller == null ? "arn:aws:iam::" + account + ":user/simulated" : caller;
    this.queueDeletionLag = queueDeletionLag;
    random = new Random(seed);
    timeline = new Timeline(clock.instant());
    faults = new Faults(account);
    permissions = new Permissions(this);
    queues = new Queues(this);
    buckets = new Buckets(this);
    topics = new Topics(this);
    logGroups = new LogGroups(this);
    alarms = new Alarms(this);
    dashboards = new Dashboards(this);
    machines = new Machines(this);
    volumes = new Volumes(this);
    fleets = new Fleets(this);
    taskDefinitions = new TaskDefinitions(this);
    clusters = new Clusters(this);
    workers = new Workers(this);
  }

  public Instant now() {
    return timeline.now();
  }

  public synchronized void settle() {
    timeline.playTo(clock.instant());
  }

  /** Every client call comes through here: faults, the passing of time, the effect, the journal. */
  public <T> T call(String operation, List<String> resources, Supplier<T> effect) {
    return call(operation, resources, Map.of(), effect);
  }

  /**
   * The same, of a request that carries something which policies may make conditions of.
   *
   * @param context IAM's condition keys and their values in this request
   */
  public <T> T call(
      String operation,
      List<String> resources,
      Map<String, List<String>> context,
      Supplier<T> effect) {
    try {
      faults.hangIfAsked(operation);
    } catch (RuntimeException e) {
      record(operation, resources, "Aborted");
      throw e;
    }
    synchronized (this) {
      settle();
      this.operation = operation;
      try {
        faults.before(operation);
        permissions.check(operation, resources, context);
        T answer = dated(effect.get());
        faults.after(operation);
        record(operation, resources, null);
        return answer;
      } catch (RuntimeException e) {
        record(operation, resources, code(e));
        throw e;
      }
    }
  }

  /** An answer bears the time, as all that HTTP servers give; by the region's clock. */
  @SuppressWarnings("unchecked") // It is of the class that it was of.
  public <T> T dated(T answer) {
    if (!(answer instanceof SdkResponse response)) {
      return answer;
    }
    String date = HTTP_DATE.format(clock.instant());
    SdkHttpResponse http =
        SdkHttpResponse.builder().statusCode(200).putHeader("Date", date).build();
    return (T) response.toBuilder().sdkHttpResponse(http).build();
  }

  /** The names that a request really carries. */
  public static List<String> named(String... names) {
    return Arrays.stream(names).filter(Objects::nonNull).toList();
  }

  /** How the operation in progress fails with this code. */
  public AwsServiceException error(String code, Object... names) {
    return AwsErrors.find(operation, code).thrown(names);
  }

  /** How the operation in progress fails with this code and these words. */
  public AwsServiceException saying(String code, String words) {
    return AwsErrors.saying(operation, code, words);
  }

  /** How much the operation in progress takes and tells at once. */
  public AwsLimits limits() {
    return AwsLimits.of(operation);
  }

  /** A page of the operation in progress; {@code wanted} is null where the request did not say. */
  public <T> Pages<T> page(
      List<T> sorted,
      Function<T, String> key,
      String token,
      Integer wanted,
      Supplier<RuntimeException> refusal) {
    int most = Math.min(limits().page(), faults.mostOnAPage());
    int size = Math.min(most, wanted == null ? limits().unasked() : wanted);
    Pages<T> page = Pages.of(sorted, key, token, size, refusal).endingWith(faults.lastToken());
    calls.turned(operation, token, page.nextToken());
    return page;
  }

  /** What a reply of the operation in progress tells with this code as not done. */
  public AwsError part(String code) {
    return AwsErrors.find(operation, code);
  }

  /** What of the operation in progress a reply is to tell as not done, though the call succeeds. */
  public Optional<AwsError> undone() {
    return faults.undone(operation);
  }

  private void record(String operation, List<String> resources, String errorCode) {
    calls.add(new Call(clock.instant(), operation, resources, mutating(operation), errorCode));
  }

  private static boolean mutating(String operation) {
    String verb = operation.substring(operation.indexOf(':') + 1);
    return !(verb.startsWith("Describe")
        || verb.startsWith("Get")
        || verb.startsWith("List")
        || verb.startsWith("Head")
        || verb.startsWith("Simulate"));
  }

  private static String code(RuntimeException e) {
    if (e instanceof AwsServiceException) {
      AwsServiceException failure = (AwsServiceException) e;
      String code =
          failure.awsErrorDetails() == null ? null : failure.awsErrorDetails().errorCode();
      return code == null ? Integer.toString(failure.statusCode()) : code;
    }
    return e.getClass().getSimpleName();
  }

  public void happened(String resource, String text) {
    Happening happening = new Happening(now(), resource, text);
    happenings.add(happening);
    listeners.forEach(listener -> listener.accept(happening));
  }

  /** Somewhere between the two, to the millisecond. */
  Duration between(Duration least, Duration most) {
    long span = Math.max(1, most.minus(least).toMillis());
    return least.plusMillis((long) (random.nextDouble() * span));
  }

  public Duration seconds(int least, int most) {
    return between(Duration.ofSeconds(least), Duration.ofSeconds(most));
  }

  public String hex(int digits) {
    StringBuilder text = new StringBuilder(digits);
    for (int i = 0; i < digits; i++) {
      text.append(Character.forDigit(random.nextInt(16), 16));
    }
    return text.toString();
  }

  public String uuid() {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }

  public String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + region + ":" + account + ":" + resource;
  }
}
