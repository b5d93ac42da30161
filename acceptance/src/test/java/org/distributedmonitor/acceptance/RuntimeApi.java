package org.distributedmonitor.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * What AWS offers to a function's runtime: the next event to take, and a place to put what came of
 * it (AWS Lambda Developer Guide, "Using the Lambda runtime API").
 */
final class RuntimeApi implements AutoCloseable {

  private static final String INVOCATION = "/2018-06-01/runtime/invocation/";

  /** The function's time limit, as the template sets it. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final BlockingQueue<String> events = new ArrayBlockingQueue<>(1);
  private final BlockingQueue<Answer> answers = new ArrayBlockingQueue<>(1);
  private final HttpServer server;

  /**
   * What came of an event.
   *
   * @param failed whether AWS would hand the event over again
   */
  record Answer(boolean failed, String body) {}

  RuntimeApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(INVOCATION, this::exchange);
    server.createContext(
        "/2018-06-01/runtime/init/error",
        exchange -> answered(exchange, new Answer(true, body(exchange))));
    server.start();
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  Answer invoke(String event) {
    try {
      events.put(event);
      Answer answer = answers.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
      if (answer == null) {
        throw new AssertionError("The function has not answered within " + LIMIT);
      }
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting for the function", e);
    }
  }

  private void exchange(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.endsWith("/next")) {
      next(exchange);
    } else {
      answered(exchange, new Answer(path.endsWith("/error"), body(exchange)));
    }
  }

  private void next(HttpExchange exchange) throws IOException {
    try {
      byte[] event = events.take().getBytes(StandardCharsets.UTF_8);
      var headers = exchange.getResponseHeaders();
      headers.add("Lambda-Runtime-Aws-Request-Id", UUID.randomUUID().toString());
      headers.add(
          "Lambda-Runtime-Deadline-Ms", Long.toString(Instant.now().plus(LIMIT).toEpochMilli()));
      headers.add(
          "Lambda-Runtime-Invoked-Function-Arn",
          "arn:aws:lambda:us-east-1:123456789012:function:alarm");
      headers.add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, event.length);
      exchange.getResponseBody().write(event);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  private void answered(HttpExchange exchange, Answer answer) throws IOException {
    exchange.sendResponseHeaders(202, -1);
    exchange.close();
    answers.add(answer);
  }

  private static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
