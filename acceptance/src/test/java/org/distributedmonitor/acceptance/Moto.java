package org.distributedmonitor.acceptance;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** moto behind its front for one test class, with an empty account before each test. */
final class Moto implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  private Processes processes;
  private MotoFront front;
  private Aws aws;

  @Override
  public void beforeAll(ExtensionContext context) {
    processes = Processes.of(context.getRequiredTestClass());
    front = MotoFront.start(processes);
    aws = front.clients("test");
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    front.reset();
  }

  /** Also after a start that failed half-way: what did start is ended. */
  @Override
  public void afterAll(ExtensionContext context) {
    if (aws != null) {
      aws.close();
    }
    processes.close();
  }

  MotoFront front() {
    return front;
  }

  Aws aws() {
    return aws;
  }
}
