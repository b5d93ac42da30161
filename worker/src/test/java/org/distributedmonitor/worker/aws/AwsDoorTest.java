package org.distributedmonitor.worker.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.failure.ApplicationFailure;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.distributedmonitor.activity.FailureType;
import org.distributedmonitor.activity.Refusal;
import org.distributedmonitor.simulator.MovableClock;
import org.distributedmonitor.simulator.SimulatedRegion;
import org.distributedmonitor.worker.SimulatedAws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;

class AwsDoorTest {

  private static final String VOLUMES = "ec2:DescribeVolumes";

  private final MovableClock clock = new MovableClock(Instant.parse("2026-03-02T09:00:00.7Z"));
  private final SimulatedRegion region = SimulatedRegion.builder().clock(clock).build();
  private final AwsClients aws = SimulatedAws.clients(region, region.region());

  /** Pages as a test gives them; each is sure to be asked for only once. */
  private static final class Paged implements Ec2Client {
    private final List<String> tokens = new ArrayList<>();
    private final Iterator<DescribeVolumesResponse> pages;
    private final Duration slow;

    Paged(Duration slow, DescribeVolumesResponse... pages) {
      this.slow = slow;
      this.pages = List.of(pages).iterator();
    }

    @Override
    public DescribeVolumesResponse describeVolumes(DescribeVolumesRequest request) {
      tokens.add(request.nextToken());
      long until = System.nanoTime() + slow.toNanos();
      while (System.nanoTime() < until) {
        Thread.onSpinWait();
      }
      if (pages.hasNext()) {
        return pages.next();
      }
      throw Ec2Exception.builder()
          .statusCode(403)
          .awsErrorDetails(
              AwsErrorDetails.builder()
                  .errorCode("UnauthorizedOperation")
                  .errorMessage("No.")
                  .sdkHttpResponse(
                      SdkHttpResponse.builder()
                          .putHeader("Date", "Mon, 02 Mar 2026 09:00:05 GMT")
                          .build())
                  .build())
          .build();
    }

    @Override
    public String serviceName() {
      return "paged";
    }

    @Override
    public void close() {}
  }

  @Test
  void noPageOfAListingGoesPastIt() {
    Paged paged = new Paged(Duration.ZERO, page("more", "vol-1"));
    Ec2Client ec2 = AwsDoor.to(Ec2Client.class, paged);
    List<String> seen = new ArrayList<>();

    assertThatThrownBy(
            () ->
                ec2.describeVolumesPaginator(b -> {})
                    .volumes()
                    .forEach(volume -> seen.add(volume.volumeId())))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.getType()).isEqualTo(FailureType.REFUSED.name());
              assertThat(failure.getDetails().get(Refusal.class).operation()).isEqualTo(VOLUMES);
              assertThat(AwsFailures.code(failure)).isEqualTo("UnauthorizedOperation");
              assertThat(AwsFailures.status(failure)).isEqualTo(403);
            });

    assertThat(seen).containsExactly("vol-1");
    assertThat(paged.tokens).containsExactly(null, "more");
    assertThat(AwsDoor.of(ec2).usage(VOLUMES).calls()).isEqualTo(2);
    assertThat(AwsDoor.of(ec2).usage(VOLUMES).failed()).isEqualTo(1);
    assertThat(AwsDoor.of(ec2).awsTime()).contains(Instant.parse("2026-03-02T09:00:05Z"));
  }

  /** EC2 ends some listings with an empty token, and has empty pages in the middle of them. */
  @ParameterizedTest
  @NullAndEmptySource
  void aListingIsReadToItsEndHoweverThatIsTold(String lastToken) {
    Ec2Client ec2 =
        AwsDoor.to(
            Ec2Client.class,
            new Paged(
                Duration.ZERO,
                page("a", "vol-1"),
                page("b"),
                page("c", "vol-2"),
                page(lastToken, "vol-3")));

    assertThat(ec2.describeVolumesPaginator(b -> {}).volumes())
        .extracting(Volume::volumeId)
        .containsExactly("vol-1", "vol-2", "vol-3");
    assertThat(AwsDoor.of(ec2).usage(VOLUMES).calls()).isEqualTo(4);
    assertThat(AwsDoor.of(ec2).usage(VOLUMES).failed()).isZero();
  }

  @Test
  void aCallIsCountedOnceHoweverItIsWritten() {
    aws.sts().getCallerIdentity();
    aws.sts().getCallerIdentity(b -> {});
    aws.s3().createBucket(b -> b.bucket("cells"));
    aws.s3().putObject(b -> b.bucket("cells").key("a"), RequestBody.fromString("text"));
    aws.s3().getObjectAsBytes(b -> b.bucket("cells").key("a"));

    assertThat(AwsDoor.of(aws.sts()).usage("sts:GetCallerIdentity").calls()).isEqualTo(2);
    assertThat(AwsDoor.of(aws.s3()).usage("s3:PutObject").calls()).isEqualTo(1);
    assertThat(AwsDoor.of(aws.s3()).usage("s3:GetObject").calls()).isEqualTo(1);
    assertThat(AwsDoor.of(aws.s3()).usage("s3:DeleteObject").calls()).isZero();
    assertThat(region.calls().size()).isEqualTo(5);
  }

  @Test
  void aCallIsTimed() {
    Duration slow = Duration.ofMillis(5);
    Ec2Client ec2 = AwsDoor.to(Ec2Client.class, new Paged(slow, page(null), page(null)));

    ec2.describeVolumes();
    ec2.describeVolumes();

    assertThat(AwsDoor.of(ec2).usage(VOLUMES).time()).isGreaterThanOrEqualTo(slow.plus(slow));
  }

  @Test
  void eachServiceTellsAwsTime() {
    assertThat(AwsDoor.of(aws.s3()).awsTime()).isEmpty();

    aws.s3().createBucket(b -> b.bucket("cells"));
    aws.s3().putObject(b -> b.bucket("cells").key("a"), RequestBody.fromString("text"));
    clock.advance(Duration.ofDays(3));
    aws.s3()
        .getObject(
            b -> b.bucket("cells").key("a"), (answer, content) -> content.readAllBytes().length);

    assertThat(AwsDoor.of(aws.s3()).awsTime()).contains(Instant.parse("2026-03-05T09:00:00Z"));
    clock.set(Instant.parse("2026-03-01T09:00:00Z"));
    aws.s3().headBucket(b -> b.bucket("cells"));
    assertThat(AwsDoor.of(aws.s3()).awsTime()).contains(Instant.parse("2026-03-05T09:00:00Z"));
  }

  @Test
  void whatIsNoCallIsTheClientsOwn() {
    Ec2Client ec2 = AwsDoor.to(Ec2Client.class, new Paged(Duration.ZERO));

    assertThat(ec2.serviceName()).isEqualTo("paged");
    assertThatThrownBy(ec2::serviceClientConfiguration)
        .isInstanceOf(UnsupportedOperationException.class);
  }

  static Stream<SdkClient> clients() {
    AwsClients aws = new AwsConnections("us-east-1", new RecordedHttp()).own();
    return Stream.of(
        aws.sqs(),
        aws.ec2(),
        aws.ecs(),
        aws.cloudWatch(),
        aws.logs(),
        aws.s3(),
        aws.sts(),
        aws.iam(),
        aws.tagging(),
        aws.sns());
  }

  @ParameterizedTest
  @MethodSource("clients")
  void everyClientIsBehindADoor(SdkClient client) {
    assertThat(Proxy.getInvocationHandler(client)).isInstanceOf(AwsDoor.class);
  }

  @Test
  void iamHasNamesOfItsOwn() {
    assertThat(
            Stream.<Class<? extends SdkRequest>>of(
                    ListObjectsV2Request.class,
                    HeadObjectRequest.class,
                    ChangeMessageVisibilityBatchRequest.class,
                    DescribeVolumesRequest.class)
                .map(IamAction::of))
        .containsExactly("s3:ListBucket", "s3:GetObject", "sqs:ChangeMessageVisibility", VOLUMES);
  }

  private static DescribeVolumesResponse page(String next, String... volumes) {
    return DescribeVolumesResponse.builder()
        .volumes(Stream.of(volumes).map(id -> Volume.builder().volumeId(id).build()).toList())
        .nextToken(next)
        .build();
  }
}
