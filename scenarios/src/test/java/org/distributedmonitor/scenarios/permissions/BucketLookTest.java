package org.distributedmonitor.scenarios.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Stream;
import org.distributedmonitor.preflight.Finding;
import org.distributedmonitor.preflight.Preflight;
import org.distributedmonitor.simulator.MovableClock;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.simulator.SimulatedRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether the bucket will take what the end of a run writes to it. */
class BucketLookTest {

  private static final String STATEMENT =
      """
      {"Effect": "%s", "Principal": %s, "Action": %s, "Resource": %s%s}""";
  private static final String LOGS = "{\"Service\": \"logs.us-east-1.amazonaws.com\"}";
  private static final String BUCKET = "\"arn:aws:s3:::simulated-bucket\"";
  private static final String EXPORTS = "\"arn:aws:s3:::simulated-bucket/exportedlogs/*\"";
  private static final String ACL = "\"s3:GetBucketAcl\"";
  private static final String PUT = "\"s3:PutObject\"";

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T12:00:00Z"));
  private final SimulatedRegion region = SimulatedRegion.builder().clock(clock).build();
  private final SimulatedRun run =
      region.setUp(
          RunSpec.builder("Plates").machines(1).jobs(1).bucketAllowsLogExports(false).build());

  static Stream<Arguments> policies() {
    String acl = statement("Allow", LOGS, ACL, BUCKET, "");
    String put = statement("Allow", LOGS, PUT, EXPORTS, "");
    String condition = ", \"Condition\": {\"StringEquals\": {\"%s\": %s}}";
    String handOver = condition.formatted("s3:x-amz-acl", "\"bucket-owner-full-control\"");
    String ours = condition.formatted("aws:SourceAccount", "[\"1\", \"123456789012\"]");
    String theirs = condition.formatted("aws:SourceAccount", "[\"999999999999\"]");
    String unknown = condition.formatted("aws:PrincipalOrgID", "\"o-1\"");
    return Stream.of(
        Arguments.of("both", true, policy(acl, put)),
        Arguments.of(
            "as AWS's documentation has it",
            true,
            policy(
                statement("Allow", LOGS, ACL, BUCKET, ours),
                statement("Allow", LOGS, PUT, EXPORTS, handOver))),
        Arguments.of("anybody", true, policy(statement("Allow", "\"*\"", "\"s3:*\"", "\"*\"", ""))),
        Arguments.of(
            "a condition nobody can judge",
            true,
            policy(acl, statement("Allow", LOGS, PUT, EXPORTS, unknown))),
        Arguments.of("not the acl", false, policy(put)),
        Arguments.of("not to write", false, policy(acl)),
        Arguments.of("another region", false, policy(acl, put).replace("us-east-1", "eu-west-1")),
        Arguments.of(
            "another account", false, policy(acl, statement("Allow", LOGS, PUT, EXPORTS, theirs))),
        Arguments.of(
            "another place",
            false,
            policy(acl, put).replace("exportedlogs/", "exportedlogs/Plates_2/")),
        Arguments.of(
            "denied after all",
            false,
            policy(acl, put, statement("Deny", "\"*\"", PUT, EXPORTS, ""))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("policies")
  void saysWhetherItsPolicyLetsLogsIn(String name, boolean letsIn, String policy) {
    region.s3().putBucketPolicy(b -> b.bucket("simulated-bucket").policy(policy));

    Preflight seen = Looks.ahead(region, clock, run);

    assertThat(seen.unchecked()).isEmpty();
    assertThat(seen.findings().isEmpty()).isEqualTo(letsIn);
    assertThat(seen.findings()).allSatisfy(it -> assertThat(it.what()).contains("has a policy"));
  }

  @Test
  void saysThatItHasNoPolicy() {
    assertThat(Looks.ahead(region, clock, run).findings())
        .extracting(Finding::what)
        .containsExactly("The bucket simulated-bucket has no policy: the logs cannot be exported.");
  }

  @Test
  void saysThatThereIsNone() {
    Preflight seen = Looks.ahead(region, clock, run, "no-such-bucket", "us-east-1");

    assertThat(seen.findings())
        .singleElement()
        .satisfies(it -> assertThat(it.what()).startsWith("There is no bucket no-such-bucket"));
  }

  @Test
  void saysThatItIsInAnotherRegionThanTheLogs() {
    Preflight seen = Looks.ahead(region, clock, run, "simulated-bucket", "eu-west-1");

    assertThat(seen.findings())
        .extracting(Finding::what)
        .containsExactly(
            "The bucket simulated-bucket is in us-east-1, the logs are in eu-west-1: CloudWatch"
                + " exports only to a bucket in its own region.");
  }

  @Test
  void saysWhatCouldNotBeSeen() {
    region.faults().refuse("s3:GetBucketPolicy");
    Preflight policy = Looks.ahead(region, clock, run);
    region.faults().refuse("s3:HeadBucket");
    Preflight bucket = Looks.ahead(region, clock, run);

    assertThat(policy.unchecked())
        .singleElement()
        .asString()
        .startsWith("Whether the bucket's policy lets CloudWatch Logs write exports could not be");
    assertThat(bucket.unchecked())
        .singleElement()
        .asString()
        .startsWith("The bucket simulated-bucket could not be looked at: s3:ListBucket");
    assertThat(policy.findings()).isEmpty();
    assertThat(bucket.findings())
        .singleElement()
        .satisfies(
            it -> assertThat(it.what()).startsWith("The worker may not do s3:ListBucket on "));
  }

  private static String statement(
      String effect, String principal, String action, String resource, String condition) {
    return STATEMENT.formatted(effect, principal, action, resource, condition);
  }

  private static String policy(String... statements) {
    return "{\"Version\": \"2012-10-17\", \"Statement\": [" + String.join(", ", statements) + "]}";
  }
}
