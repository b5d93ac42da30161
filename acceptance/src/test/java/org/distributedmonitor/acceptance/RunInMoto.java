package org.distributedmonitor.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** A Distributed-CellProfiler run in moto, with everything a run has, and the jobs being done. */
public final class RunInMoto {
  public static final String DEFAULT_CLUSTER = "default";

  private final Aws aws;
  private final RunPlan plan;
  private final Instant startTime;
  private final String queueUrl;
  private final String fleetId;

  private RunInMoto(Aws aws, RunPlan plan, Instant startTime, String queueUrl, String fleetId) {
    this.aws = aws;
    this.plan = plan;
    this.startTime = startTime;
    this.queueUrl = queueUrl;
    this.fleetId = fleetId;
  }

  public static RunInMoto create(Aws aws, RunPlan plan) {
    RunInMoto run = withoutMonitorFile(aws, plan);
    run.upload(Map.of());
    return run;
  }

  /** All of it but the file in the bucket, which startCluster uploads last. */
  static RunInMoto withoutMonitorFile(Aws aws, RunPlan plan) {
    Instant startTime = Instant.now();
    Storage storage = new Storage(aws, plan);
    storage.createBucket();
    storage.createLogGroups(startTime);
    String queueUrl = new Jobs(aws, plan).createQueueWithJobs();
    Machines machines = new Machines(aws, plan);
    machines.createService(queueUrl);
    String fleetId = machines.requestFleet();
    machines.register(fleetId);
    new Watchers(aws, plan).create(new FleetMachines(aws).of(fleetId));
    return new RunInMoto(aws, plan, startTime, queueUrl, fleetId);
  }

  /** As startCluster uploads the monitor file; a file that is there already is overwritten. */
  void upload(Map<String, ?> more) {
    aws.s3()
        .putObject(
            p -> p.bucket(plan.bucket()).key(plan.autoMonitorKey()),
            RequestBody.fromString(new MonitorFileText(this).with(more)));
  }

  /** Another fleet for the same queue, as a second startCluster requests one. */
  String requestAnotherFleet() {
    Machines machines = new Machines(aws, plan);
    String another = machines.requestFleet();
    machines.register(another);
    new Watchers(aws, plan).watch(new FleetMachines(aws).of(another));
    return another;
  }

  public RunPlan plan() {
    return plan;
  }

  public String fleetId() {
    return fleetId;
  }

  public String queueUrl() {
    return queueUrl;
  }

  public Instant startTime() {
    return startTime;
  }

  /** The machines of the fleet that are on. */
  public List<String> machineIds() {
    return new FleetMachines(aws).of(fleetId);
  }

  /** The monitor file as startCluster writes it: seven keys, all strings. */
  public Path monitorFile(Path directory) {
    return monitorFile(directory, Map.of());
  }

  /** The monitor file with keys added or replaced, such as {@code CLEAN_DASHBOARD}. */
  public Path monitorFile(Path directory, Map<String, String> more) {
    try {
      Path file = directory.resolve(plan.app() + "SpotFleetRequestId.json");
      return Files.writeString(file, new MonitorFileText(this).with(more));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Takes up to so many jobs and finishes them, as the machines do; returns how many there were.
   */
  public int drain(int jobs) {
    int done = 0;
    while (done < jobs) {
      List<Message> taken = receive(Math.min(10, jobs - done), 120);
      if (taken.isEmpty()) {
        return done;
      }
      for (Message job : taken) {
        aws.sqs().deleteMessage(d -> d.queueUrl(queueUrl).receiptHandle(job.receiptHandle()));
      }
      done += taken.size();
    }
    return done;
  }

  /** Takes jobs and keeps them in process; they come back to the queue after the time. */
  public List<Message> receive(int atMost, int visibilitySeconds) {
    ReceiveMessageRequest request =
        ReceiveMessageRequest.builder()
            .queueUrl(queueUrl)
            .maxNumberOfMessages(atMost)
            .visibilityTimeout(visibilitySeconds)
            .build();
    return aws.sqs().receiveMessage(request).messages();
  }

  /** Lets the next job fail as often as the queue allows, which moves it to the dead letters. */
  public void failOneJob() {
    for (int attempt = 0; attempt <= Jobs.MAX_RECEIVES; attempt++) {
      receive(1, 0);
    }
  }

  public void addJobs(int jobs) {
    new Jobs(aws, plan).send(queueUrl, jobs);
  }

  public String deadLetterQueueUrl() {
    GetQueueUrlRequest request =
        GetQueueUrlRequest.builder().queueName(Jobs.DEAD_LETTER_QUEUE).build();
    return aws.sqs().getQueueUrl(request).queueUrl();
  }
}
