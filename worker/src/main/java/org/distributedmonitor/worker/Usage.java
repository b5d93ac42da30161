package org.distributedmonitor.worker;

/** What the worker answers when it is not to run. */
final class Usage {

  private static final String HELP =
      """
      Usage: worker [--help | --version]

      Runs a worker of Distributed-Monitor: the process that watches runs of
      Distributed-CellProfiler and cleans them up. It takes its work from Temporal and needs
      AWS credentials; stop it with Ctrl-C or SIGTERM whenever you like, another one goes on.

      Environment:
        TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_PROFILE, TEMPORAL_API_KEY, TEMPORAL_TLS_…
                             where Temporal is (127.0.0.1:7233, namespace default)
        MONITOR_TASK_QUEUE   the task queue to serve (distributed-monitor)
        AWS_REGION, AWS_PROFILE, AWS_ENDPOINT_URL, …
                             as every AWS tool reads them; a region has to be set
        MONITOR_JAVA_OPTIONS more options for Java, such as -Xmx1g

      Exit codes: 0 stopped, 1 it failed, 2 wrong usage or configuration,
      4 Temporal cannot be reached, 70 no more threads can be started: raise their limit.
      """;

  private Usage() {}

  static int answer(String[] arguments) {
    String first = arguments[0];
    if (arguments.length == 1 && (first.equals("--help") || first.equals("-h"))) {
      System.out.print(HELP);
      return 0;
    }
    if (arguments.length == 1 && (first.equals("--version") || first.equals("-V"))) {
      String version = Usage.class.getPackage().getImplementationVersion();
      System.out.println("distributed-monitor worker " + (version == null ? "dev" : version));
      return 0;
    }
    System.err.println("The worker takes no arguments; " + first + " was given. See --help.");
    return 2;
  }
}
