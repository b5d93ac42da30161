package org.distributedmonitor.worker.aws;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.pagination.sync.SdkIterable;
import software.amazon.awssdk.core.retry.ClockSkew;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * The one door to a service of AWS. Each call through it is counted, timed and dated, and its
 * failure is what {@link AwsFailures} makes of it; so nobody can forget that.
 *
 * <p>What the SDK's interfaces do by their own methods alone, such as listing page by page, is done
 * on this side of the door: every call that it comes to goes through.
 */
public final class AwsDoor implements InvocationHandler {

  private final SdkClient client;
  private final Map<String, Usage> usage = new ConcurrentHashMap<>();
  private final AtomicReference<Instant> awsTime = new AtomicReference<>(Instant.MIN);

  /**
   * What was asked of an operation.
   *
   * @param failed how many of the calls AWS did not answer well
   * @param time how long they took together
   */
  public record Usage(long calls, long failed, Duration time) {

    private static final Usage NONE = new Usage(0, 0, Duration.ZERO);

    private Usage plus(Usage more) {
      return new Usage(calls + more.calls, failed + more.failed, time.plus(more.time));
    }
  }

  private AwsDoor(SdkClient client) {
    this.client = client;
  }

  /** The client behind a door of its own; the client itself is not to be used any more. */
  public static <C extends SdkClient> C to(Class<C> service, C client) {
    return service.cast(
        Proxy.newProxyInstance(
            service.getClassLoader(), new Class<?>[] {service}, new AwsDoor(client)));
  }

  /** The door that a client of {@link AwsClients} is. */
  public static AwsDoor of(SdkClient client) {
    return (AwsDoor) Proxy.getInvocationHandler(client);
  }

  /** What was asked of an operation so far, by its name as IAM has it. */
  public Usage usage(String operation) {
    return usage.getOrDefault(operation, Usage.NONE);
  }

  /** The newest time that AWS has dated an answer with, to the second; empty before the first. */
  public Optional<Instant> awsTime() {
    return Optional.of(awsTime.get()).filter(Instant.MIN::isBefore);
  }

  @Override
  public Object invoke(Object door, Method method, Object[] arguments) throws Throwable {
    if (isCall(method)) {
      return call(method, arguments);
    }
    return leadsToCalls(method)
        ? InvocationHandler.invokeDefault(door, method, arguments)
        : onClient(method, arguments);
  }

  private static boolean isCall(Method method) {
    Class<?>[] parameters = method.getParameterTypes();
    if (parameters.length == 0 || !SdkRequest.class.isAssignableFrom(parameters[0])) {
      return false;
    }
    return parameters.length == 1
        ? SdkResponse.class.isAssignableFrom(method.getReturnType())
        : parameters[1] == ResponseTransformer.class || parameters[1] == RequestBody.class;
  }

  /** The others, such as its name, an interface has only for the client to override. */
  private static boolean leadsToCalls(Method method) {
    Class<?> answer = method.getReturnType();
    return method.isDefault()
        && (method.getParameterCount() > 0
            || SdkResponse.class.isAssignableFrom(answer)
            || SdkIterable.class.isAssignableFrom(answer));
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    String operation = IamAction.of(((SdkRequest) arguments[0]).getClass());
    long begun = System.nanoTime();
    int failed = 1;
    try {
      if (arguments.length > 1
          && arguments[1] instanceof ResponseTransformer<?, ?> reader
          && !reader.needsConnectionLeftOpen()) {
        arguments[1] = dating(reader);
      }
      Object answer = onClient(method, arguments);
      if (answer instanceof SdkResponse response) {
        date(response.sdkHttpResponse());
      }
      failed = 0;
      return answer;
    } catch (SdkException e) {
      if (e instanceof AwsServiceException said && said.awsErrorDetails() != null) {
        date(said.awsErrorDetails().sdkHttpResponse());
      }
      throw AwsFailures.of(operation, e);
    } finally {
      Duration time = Duration.ofNanos(System.nanoTime() - begun);
      usage.merge(operation, new Usage(1, failed, time), Usage::plus);
    }
  }

  private Object onClient(Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(client, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private void date(SdkHttpResponse answer) {
    Optional<Instant> date = answer == null ? Optional.empty() : ClockSkew.getServerTime(answer);
    date.ifPresent(it -> awsTime.accumulateAndGet(it, (a, b) -> a.isAfter(b) ? a : b));
  }

  /** Content that a caller reads at once shows the answer to its reader only. */
  private <A, T> ResponseTransformer<A, T> dating(ResponseTransformer<A, T> reader) {
    return (answer, content) -> {
      date(((SdkResponse) answer).sdkHttpResponse());
      return reader.transform(answer, content);
    };
  }
}
