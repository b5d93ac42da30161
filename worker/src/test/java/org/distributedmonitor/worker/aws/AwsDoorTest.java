package org.distributedmonitor.worker.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.distributedmonitor.activity.FailureType;
import org.distributedmonitor.activity.Refusal;
import org.distributedmonitor.simulator.MovableClock;
import org.distributedmonitor.simulator.SimulatedRegion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Volume;

class AwsDoorTest {

  private static final String VOLUMES = "ec2:DescribeVolumes";

  private final MovableClock clock = new MovableClock(Instant.parse("2026-03-02T09:00:00.7Z"));
  private final SimulatedRegion region = SimulatedRegion.builder().clock(clock).build();
  private final AwsClients aws =
      new AwsClients(
          region.sqs(),
          region.ec2(),
          region.ecs(),
          region.cloudWatch(),
          region.logs(),
          region.s3(),
          region.sts(),
          region.iam(),
          region.tagging(),
          region.sns(),
          region.region());

  @Test
  void noPageOfAListingGoesPastIt() {
    makeVolumes();
    region.faults().pages(1, null);
    Iterator<Volume> volumes = aws.ec2().describeVolumesPaginator().volumes().iterator();
    volumes.next();
    region.faults().refuse(VOLUMES);

    assertThatThrownBy(volumes::next)
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.getType()).isEqualTo(FailureType.REFUSED.name());
              assertThat(failure.getDetails().get(Refusal.class).operation()).isEqualTo(VOLUMES);
              assertThat(AwsFailures.code(failure)).isEqualTo("UnauthorizedOperation");
              assertThat(AwsFailures.status(failure)).isEqualTo(403);
            });

    assertThat(AwsDoor.of(aws.ec2()).usage(VOLUMES).calls()).isEqualTo(2);
    assertThat(AwsDoor.of(aws.ec2()).usage(VOLUMES).failed()).isEqualTo(1);
  }

  @ParameterizedTest
  @NullAndEmptySource
  void aListingIsReadToItsEndHoweverThatIsTold(String lastToken) {
    List<String> made = makeVolumes();
    region.faults().pages(1, lastToken);

    assertThat(aws.ec2().describeVolumesPaginator(b -> {}).volumes())
        .extracting(Volume::volumeId)
        .containsExactlyInAnyOrderElementsOf(made);
    assertThat(AwsDoor.of(aws.ec2()).usage(VOLUMES).calls()).isEqualTo(3);
  }

  @Test
  void aCallIsCountedOnceAndTimedHoweverItIsWritten() {
    aws.sts().getCallerIdentity();
    aws.sts().getCallerIdentity(b -> {});
    aws.s3().createBucket(b -> b.bucket("cells"));
    aws.s3().putObject(b -> b.bucket("cells").key("a"), RequestBody.fromString("text"));
    aws.s3().getObjectAsBytes(b -> b.bucket("cells").key("a"));

    assertThat(AwsDoor.of(aws.sts()).usage("sts:GetCallerIdentity").calls()).isEqualTo(2);
    assertThat(AwsDoor.of(aws.s3()).usage("s3:PutObject").calls()).isEqualTo(1);
    assertThat(AwsDoor.of(aws.s3()).usage("s3:GetObject").calls()).isEqualTo(1);
    assertThat(AwsDoor.of(aws.s3()).usage("s3:GetObject").time()).isPositive();
    assertThat(AwsDoor.of(aws.s3()).usage("s3:DeleteObject").calls()).isZero();
    assertThat(region.calls().size()).isEqualTo(5);
  }

  @Test
  void tellsTheNewestTimeThatAwsHasTold() {
    AwsDoor door = AwsDoor.of(aws.s3());
    assertThat(door.awsTime()).isEmpty();
    aws.s3().createBucket(b -> b.bucket("cells"));
    aws.s3().putObject(b -> b.bucket("cells").key("a"), RequestBody.fromString("text"));
    clock.advance(Duration.ofDays(3));

    aws.s3().getObject(b -> b.bucket("cells").key("a"), (answer, content) -> answer.eTag());

    assertThat(door.awsTime()).contains(Instant.parse("2026-03-05T09:00:00Z"));
    clock.set(Instant.parse("2026-03-01T09:00:00Z"));
    aws.s3().headBucket(b -> b.bucket("cells"));
    assertThat(door.awsTime()).contains(Instant.parse("2026-03-05T09:00:00Z"));
  }

  @Test
  void aRefusalTellsAwsTimeToo() {
    SdkHttpResponse http =
        SdkHttpResponse.builder().putHeader("Date", "Mon, 02 Mar 2026 09:00:05 GMT").build();
    AwsErrorDetails skewed = AwsErrorDetails.builder().sdkHttpResponse(http).build();
    region.faults().fail(VOLUMES, 1, () -> Ec2Exception.builder().awsErrorDetails(skewed).build());

    assertThatThrownBy(() -> aws.ec2().describeVolumes()).isInstanceOf(ApplicationFailure.class);

    assertThat(AwsDoor.of(aws.ec2()).awsTime()).contains(Instant.parse("2026-03-02T09:00:05Z"));
  }

  @Test
  void whatIsNoCallIsTheClientsOwn() {
    assertThat(aws.ec2().serviceName()).isEqualTo("ec2");
    assertThatThrownBy(aws.ec2()::serviceClientConfiguration)
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void everyClientIsBehindADoor() {
    assertThat(AwsClients.class.getRecordComponents())
        .filteredOn(part -> SdkClient.class.isAssignableFrom(part.getType()))
        .hasSize(10)
        .allSatisfy(
            part -> assertThat(AwsDoor.of((SdkClient) part.getAccessor().invoke(aws))).isNotNull());
  }

  private List<String> makeVolumes() {
    return Stream.of(1, 2, 3)
        .map(size -> aws.ec2().createVolume(b -> b.size(size).availabilityZone("us-east-1a")))
        .map(answer -> answer.volumeId())
        .toList();
  }
}
