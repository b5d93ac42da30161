package org.distributedmonitor.acceptance.drills;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.distributedmonitor.acceptance.Aws;
import org.distributedmonitor.acceptance.Call;
import org.distributedmonitor.acceptance.MotoFront;
import org.distributedmonitor.acceptance.Neighbours;
import org.distributedmonitor.acceptance.Processes;
import org.distributedmonitor.acceptance.RunInMoto;
import org.distributedmonitor.acceptance.RunPlan;
import org.distributedmonitor.acceptance.RunningProcess;
import org.distributedmonitor.acceptance.Starter;
import org.distributedmonitor.acceptance.TemporalDev;
import org.distributedmonitor.acceptance.WorkerProcess;

/**
 * Where a drill takes place: a Temporal server with its file, an AWS account, workers that reach
 * both by cables that can be cut, and neighbours of whom nothing may change.
 */
final class Site implements AutoCloseable {
  static final String ACCESS_KEY = WorkerProcess.ACCESS_KEY;

  static final int MOST_WORKERS = 2;

  /** Many workers live for a minute only: code that is soon compiled, not well. */
  private static final String QUICK_TO_START = "-XX:TieredStopAtLevel=1";

  /** For a moment or an end to come; other disasters may come before it. */
  static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Processes processes;
  private final Map<String, String> workerEnvironment;
  private final MotoFront front;
  private final Aws aws;
  private final Cable toAws;
  private final Cable toTemporal;
  private final TemporalDev temporal;
  private final Kept server;
  private final List<Kept> workers;
  private final Starter starter;
  private final Semaphore starting = new Semaphore(4);
  private final Neighbours neighbours;
  private final String before;

  /**
   * Builds it up.
   *
   * @param name of its directory, for what the processes say
   * @param plan one of the runs to come, for its neighbours to be named after
   */
  Site(Class<?> test, String name, int workerCount, RunPlan plan) {
    this(Processes.of(test, name), workerCount, plan, Map.of());
  }

  /**
   * The same with processes of the caller's.
   *
   * @param more for the workers' environment
   */
  Site(Processes processes, int workerCount, RunPlan plan, Map<String, String> more) {
    this.processes = processes;
    this.workerEnvironment = more;
    front = MotoFront.start(processes);
    aws = front.clients("test");
    temporal = TemporalDev.start(processes);
    toAws = new Cable(front.endpoint().getPort());
    toTemporal = new Cable(temporal.port());
    server = new Kept(temporal.process(), "Runs are kept in", this::startServerAgain);
    workers = IntStream.range(0, workerCount).mapToObj(number -> keptWorker()).toList();
    starter = new Starter(processes, temporal);
    starter.run("list"); // makes its start-up archive
    // In the cluster that all share: the run's own would stay for their sake.
    neighbours = Neighbours.of(aws, plan.withCluster(RunInMoto.DEFAULT_CLUSTER));
    before = neighbours.dump();
  }

  private RunningProcess startServerAgain() {
    temporal.startAgain();
    return temporal.process();
  }

  private Kept keptWorker() {
    Map<String, String> byCable = new HashMap<>(workerEnvironment);
    byCable.put("AWS_ENDPOINT_URL", "http://127.0.0.1:" + toAws.port());
    byCable.put("TEMPORAL_ADDRESS", "127.0.0.1:" + toTemporal.port());
    byCable.put("MONITOR_JAVA_OPTIONS", QUICK_TO_START);
    WorkerProcess worker = WorkerProcess.start(processes, temporal, front, byCable);
    return new Kept(
        worker.process(),
        "Ready: ",
        () -> {
          worker.startAgain();
          return worker.process();
        });
  }

  void replaceWorkersInTurn() {
    workers.forEach(worker -> worker.replace(process -> process.terminate()));
  }

  /** Nobody has done anything to the neighbours. */
  void assertNeighboursAreWhole() {
    assertThat(neighbours.changedBy(workersCalls())).isEmpty();
    assertThat(neighbours.dump()).isEqualTo(before);
  }

  /** What the workers asked of AWS, whatever credentials they had. */
  List<Call> workersCalls() {
    return front.calls().stream().filter(call -> call.caller().startsWith(ACCESS_KEY)).toList();
  }

  Processes processes() {
    return processes;
  }

  MotoFront front() {
    return front;
  }

  Aws aws() {
    return aws;
  }

  Cable toAws() {
    return toAws;
  }

  Cable toTemporal() {
    return toTemporal;
  }

  TemporalDev temporal() {
    return temporal;
  }

  Kept server() {
    return server;
  }

  Kept worker(int number) {
    return workers.get(number % workers.size());
  }

  /** Runs {@code bin/starter}, a few at a time: each is a JVM of its own. */
  Starter.Outcome run(String... arguments) {
    starting.acquireUninterruptibly();
    try {
      return starter.run(arguments);
    } finally {
      starting.release();
    }
  }

  @Override
  public void close() {
    workers.forEach(Kept::close);
    server.close();
    toAws.close();
    toTemporal.close();
    aws.close();
    processes.close();
  }
}
