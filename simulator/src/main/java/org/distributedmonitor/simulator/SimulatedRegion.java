package org.distributedmonitor.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.distributedmonitor.simulator.api.Calls;
import org.distributedmonitor.simulator.cloudwatch.SimulatedCloudWatch;
import org.distributedmonitor.simulator.ec2.SimulatedEc2;
import org.distributedmonitor.simulator.ecs.SimulatedEcs;
import org.distributedmonitor.simulator.iam.SimulatedIam;
import org.distributedmonitor.simulator.iam.SimulatedSts;
import org.distributedmonitor.simulator.logs.SimulatedLogs;
import org.distributedmonitor.simulator.s3.SimulatedS3;
import org.distributedmonitor.simulator.sns.SimulatedSns;
import org.distributedmonitor.simulator.sqs.SimulatedSqs;
import org.distributedmonitor.simulator.tagging.SimulatedTagging;
import org.distributedmonitor.simulator.world.Dump;
import org.distributedmonitor.simulator.world.Faults;
import org.distributedmonitor.simulator.world.RunSetup;
import org.distributedmonitor.simulator.world.World;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * One account's AWS region in memory, behind the SDK's own client interfaces, so that the code that
 * will talk to AWS runs unchanged in a test or a demonstration.
 *
 * <p>Time passes only when somebody looks: every call first plays what happened until the clock's
 * instant, so a clock may jump by hours or weeks. With one seed, one clock and one order of calls,
 * a region lives the same life every time. All of it is guarded by one lock.
 */
public final class SimulatedRegion {
  private final World world;
  private final SqsClient sqs;
  private final Ec2Client ec2;
  private final EcsClient ecs;
  private final CloudWatchClient cloudWatch;
  private final CloudWatchLogsClient logs;
  private final S3Client s3;
  private final StsClient sts;
  private final IamClient iam;
  private final ResourceGroupsTaggingApiClient tagging;
  private final SnsClient sns;

  private SimulatedRegion(Builder from) {
    world =
        new World(
            from.clock, from.account, from.region, from.caller, from.queueDeletionLag, from.seed);
    sqs = new SimulatedSqs(world);
    ec2 = new SimulatedEc2(world);
    ecs = new SimulatedEcs(world);
    cloudWatch = new SimulatedCloudWatch(world);
    logs = new SimulatedLogs(world);
    s3 = new SimulatedS3(world);
    sts = new SimulatedSts(world);
    iam = new SimulatedIam(world);
    tagging = new SimulatedTagging(world);
    sns = new SimulatedSns(world);
  }

  public static Builder builder() {
    return new Builder();
  }

  public SqsClient sqs() {
    return sqs;
  }

  public Ec2Client ec2() {
    return ec2;
  }

  public EcsClient ecs() {
    return ecs;
  }

  public CloudWatchClient cloudWatch() {
    return cloudWatch;
  }

  public CloudWatchLogsClient logs() {
    return logs;
  }

  public S3Client s3() {
    return s3;
  }

  public StsClient sts() {
    return sts;
  }

  public IamClient iam() {
    return iam;
  }

  public ResourceGroupsTaggingApiClient tagging() {
    return tagging;
  }

  public SnsClient sns() {
    return sns;
  }

  public String account() {
    return world.account;
  }

  public String region() {
    return world.region;
  }

  /**
   * Builds everything that {@code run.py setup}, {@code submitJob} and {@code startCluster} build.
   */
  public SimulatedRun setUp(RunSpec spec) {
    synchronized (world) {
      world.settle();
      return new RunSetup(world, spec).build();
    }
  }

  /** Plays everything that happens until the clock's instant. */
  public void settle() {
    world.settle();
  }

  /** The same as {@link #settle}. */
  public void advance() {
    world.settle();
  }

  /**
   * From now on the caller may do what this IAM policy allows, and nothing else.
   *
   * @param policyJson the policy as IAM takes it
   */
  public void attachPolicy(String policyJson) {
    world.permissions.attach(policyJson);
  }

  public Faults faults() {
    return world.faults;
  }

  public Calls calls() {
    return world.calls;
  }

  public List<Happening> happenings() {
    synchronized (world) {
      world.settle();
      return List.copyOf(world.happenings);
    }
  }

  /** The listener is called while the region is locked: it should be quick. */
  public void onEvent(Consumer<Happening> listener) {
    synchronized (world) {
      world.listeners.add(listener);
    }
  }

  /**
   * Every resource one of whose names matches, with attributes and tags, in one canonical text: a
   * neighbour that came through untouched has the same dump before and after.
   */
  public String dump(Predicate<String> names) {
    synchronized (world) {
      world.settle();
      return new Dump(world, names).text();
    }
  }

  /** How a region is made. */
  public static final class Builder {
    private InstantSource clock = Clock.systemUTC();
    private String account = "123456789012";
    private String region = "us-east-1";
    private long seed = 42L;
    private Duration queueDeletionLag = Duration.ofSeconds(60);
    private String caller;

    private Builder() {}

    public Builder clock(InstantSource source) {
      clock = Objects.requireNonNull(source, "the clock");
      return this;
    }

    public Builder account(String id) {
      account = id;
      return this;
    }

    public Builder region(String name) {
      region = name;
      return this;
    }

    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /** Who calls, as STS names them; a user of the account if nothing is said. */
    public Builder caller(String arn) {
      caller = arn;
      return this;
    }

    /** How long a deleted queue goes on answering; AWS says up to 60 s, which is the default. */
    public Builder queueDeletionLag(Duration lag) {
      queueDeletionLag = lag;
      return this;
    }

    public SimulatedRegion build() {
      return new SimulatedRegion(this);
    }
  }
}
