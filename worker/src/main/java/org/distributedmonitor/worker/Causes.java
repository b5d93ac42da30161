package org.distributedmonitor.worker;

import io.temporal.failure.ApplicationFailure;
import org.distributedmonitor.worker.aws.AwsClients;
import org.distributedmonitor.worker.aws.AwsFailures;

/** What the worker says in its log about others, in few words. */
final class Causes {

  private Causes() {}

  /** What lies at the bottom of an exception. */
  static String of(Throwable thrown) {
    Throwable deepest = thrown;
    while (deepest.getCause() != null && deepest.getCause() != deepest) {
      deepest = deepest.getCause();
    }
    String said = deepest.getMessage();
    return said == null ? deepest.getClass().getSimpleName() : said.lines().findFirst().orElse("");
  }

  /** The account the worker acts in; credentials may come later, so not knowing is no fault. */
  static String account(AwsClients aws) {
    try {
      return "account " + aws.sts().getCallerIdentity(b -> {}).account();
    } catch (ApplicationFailure failure) {
      return "account unknown (" + of(AwsFailures.answer(failure).orElseThrow()) + ")";
    }
  }
}
