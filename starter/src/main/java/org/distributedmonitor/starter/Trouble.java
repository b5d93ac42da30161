package org.distributedmonitor.starter;

import org.distributedmonitor.client.connection.TemporalTrouble;

/** Why a command could not do what was asked: one line for people, and the exit code. */
final class Trouble extends RuntimeException {

  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int NO_SUCH_RUN = 3;
  static final int UNREACHABLE = 4;

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private Trouble(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  static Trouble failed(String message) {
    return new Trouble(FAILED, message);
  }

  static Trouble usage(String message) {
    return new Trouble(USAGE, message);
  }

  static Trouble noSuchRun(String message) {
    return new Trouble(NO_SUCH_RUN, message);
  }

  static Trouble unreachable(String message) {
    return new Trouble(UNREACHABLE, message);
  }

  static Trouble of(TemporalTrouble trouble) {
    return new Trouble(trouble.unreachable() ? UNREACHABLE : FAILED, trouble.getMessage());
  }

  void raise() {
    throw this;
  }

  int exitCode() {
    return exitCode;
  }
}
