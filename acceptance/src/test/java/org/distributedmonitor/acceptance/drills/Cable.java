package org.distributedmonitor.acceptance.drills;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.distributedmonitor.acceptance.Repository;

/**
 * The network between the workers and a server: hand on, refuse, or fall silent.
 *
 * <p>Several may disturb it at the same time; it is whole again when the last of them has let go.
 */
final class Cable implements AutoCloseable {
  private final int port = Repository.freePort();
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private ServerSocket listening;
  private int cuts;
  private int silences;
  private boolean closed;

  /**
   * A cable from a port of its own to that one.
   *
   * @param target a port of this machine
   */
  Cable(int target) {
    this.target = target;
    listen();
  }

  int port() {
    return port;
  }

  /** Connections are closed, and new ones are refused. */
  synchronized void cut() {
    cuts++;
    close(listening);
    sockets.forEach(Cable::close);
  }

  synchronized void mend() {
    cuts--;
    if (cuts == 0 && !closed) {
      listen();
    }
  }

  /** Connections stay open and new ones are taken, but nothing comes through. */
  synchronized void silence() {
    silences++;
  }

  synchronized void speak() {
    silences--;
    notifyAll();
  }

  @Override
  public synchronized void close() {
    closed = true;
    cut();
    notifyAll();
  }

  private void listen() {
    try {
      listening = new ServerSocket(port, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ServerSocket current = listening;
    daemon(() -> accept(current));
  }

  private void accept(ServerSocket from) {
    while (true) {
      try {
        join(from.accept());
      } catch (IOException cut) {
        return;
      }
    }
  }

  private synchronized void join(Socket near) {
    try {
      if (cuts > 0) {
        throw new IOException("It was cut meanwhile");
      }
      Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.add(near);
      sockets.add(far);
      daemon(() -> carry(near, far));
      daemon(() -> carry(far, near));
    } catch (IOException nobodyThere) {
      close(near);
    }
  }

  private void carry(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[16_384];
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        awaitSpeech();
        out.write(bytes, 0, count);
      }
    } catch (IOException ended) {
      // One end has closed it, or it was cut.
    } finally {
      close(from);
      close(to);
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private synchronized void awaitSpeech() {
    while (silences > 0 && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "cable");
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(AutoCloseable what) {
    try {
      what.close();
    } catch (Exception closedAlready) {
      // Then it is.
    }
  }
}
