package org.distributedmonitor.worker.aws;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that takes every connection and is no help. */
final class SlowServer implements AutoCloseable {

  /** Far more often than any time limit on silence, for longer than any on a whole call. */
  private static final int PAUSE_MILLIS = 200;

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final StringBuffer asked = new StringBuffer();
  private final String answer;
  private final boolean dribbles;

  private SlowServer(String answer, boolean dribbles) throws IOException {
    this.answer = answer;
    this.dribbles = dribbles;
    threads.submit(this::accept);
  }

  /** Reads and says nothing. */
  static SlowServer silent() throws IOException {
    return new SlowServer("", false);
  }

  /** Begins an answer and goes on with it for ever. */
  static SlowServer dribbling() throws IOException {
    return new SlowServer("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n{", true);
  }

  static SlowServer answering(String answer) throws IOException {
    return new SlowServer(answer, false);
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** Everything that was sent to it. */
  String asked() {
    return asked.toString();
  }

  private Void accept() throws IOException {
    while (true) {
      Socket socket = server.accept();
      sockets.add(socket);
      threads.submit(() -> read(socket));
      threads.submit(() -> say(socket));
    }
  }

  private Void read(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[8192];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      asked.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
    }
    return null;
  }

  private Void say(Socket socket) throws IOException, InterruptedException {
    if (!answer.isEmpty()) {
      Thread.sleep(PAUSE_MILLIS);
      write(socket, answer);
    }
    while (dribbles) {
      Thread.sleep(PAUSE_MILLIS);
      write(socket, " ");
    }
    return null;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
