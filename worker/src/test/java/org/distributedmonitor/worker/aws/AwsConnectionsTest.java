package org.distributedmonitor.worker.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.distributedmonitor.activity.FailureType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** AWS is reached as the SDK's own settings say, and each call ends. */
@Tag("slow")
@Timeout(120)
class AwsConnectionsTest {

  /** The time of an activity, in which it has to say what went wrong. */
  private static final Duration AN_ACTIVITYS = Duration.ofSeconds(10);

  private static final String OWN = "http://moto.example:4566";
  private static final String UNAVAILABLE =
      "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

  @TempDir Path directory;
  private SdkSettings settings;

  @BeforeEach
  void begin() throws IOException {
    settings = new SdkSettings(directory);
  }

  @AfterEach
  void end() {
    settings.close();
  }

  @Test
  void namesTheProductToAws() {
    settings.signed();

    assertThat(sent(aws -> aws.sqs().getQueueUrl(b -> b.queueName("q"))).headers())
        .hasEntrySatisfying(
            "User-Agent", agent -> assertThat(agent.get(0)).contains("app/distributed-monitor"));
  }

  @ParameterizedTest(name = "{0}={1}: {2}")
  @CsvSource({
    "aws.useFipsEndpoint, false, sqs.us-east-1.amazonaws.com",
    "aws.useFipsEndpoint, true, sqs-fips.us-east-1.amazonaws.com",
    "aws.useDualstackEndpoint, true, sqs.us-east-1.api.aws",
    "aws.endpointUrl, http://10.0.0.1:4566, 10.0.0.1",
    "aws.endpointUrlSqs, http://10.0.0.1:4566, 10.0.0.1",
    "aws.endpointUrlEc2, http://10.0.0.1:4566, sqs.us-east-1.amazonaws.com",
  })
  void goesWhereTheEnvironmentSays(String property, String value, String host) {
    settings.signed().set(property, value);

    assertThat(sent(aws -> aws.sqs().getQueueUrl(b -> b.queueName("q"))).host()).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws.endpointUrl", "aws.endpointUrlS3"})
  void keepsBucketsOutOfTheHostNameAtAnEndpointOfTheUsers(String property) {
    settings.signed().set(property, OWN);

    assertThat(bucketUri()).isEqualTo(URI.create(OWN + "/cells"));
  }

  @Test
  void hasBucketsInTheHostNameAtAws() {
    settings.signed();

    assertThat(bucketUri()).isEqualTo(URI.create("https://cells.s3.us-east-1.amazonaws.com"));
  }

  @Test
  void takesEndpointRegionAndKeysFromAProfile() throws IOException {
    profile(
        """
        [profile lab]
        region = eu-west-2
        services = lab-services
        [services lab-services]
        s3 =
          endpoint_url = http://moto.example:4566
        """);
    settings.file(
        directory.resolve("credentials"),
        "aws.sharedCredentialsFile",
        "[lab]\naws_access_key_id = labs\naws_secret_access_key = secret\n");
    settings.set("aws.profile", "lab");

    assertThat(new DefaultAwsRegionProviderChain().getRegion().id()).isEqualTo("eu-west-2");
    assertThat(bucketUri()).isEqualTo(URI.create(OWN + "/cells"));
    SdkHttpRequest elsewhere = sent(aws -> aws.sqs().getQueueUrl(b -> b.queueName("q")));
    assertThat(elsewhere.host()).isEqualTo("sqs.us-east-1.amazonaws.com");
    assertThat(elsewhere.firstMatchingHeader("Authorization").orElseThrow())
        .contains("Credential=labs/");
  }

  @Test
  void asksForASignOnWhereTheProfileHasOne() throws IOException {
    settings.set("user.home", directory.toString());
    profile(
        """
        [profile lab]
        sso_session = lab
        sso_account_id = 123456789012
        sso_role_name = Monitor
        [sso-session lab]
        sso_region = us-east-1
        sso_start_url = https://lab.awsapps.com/start
        """);
    settings.set("aws.profile", "lab");

    assertThatThrownBy(() -> call(aws -> aws.sqs().getQueueUrl(b -> b.queueName("q"))))
        .isInstanceOf(ApplicationFailure.class)
        .hasMessageNotContaining("class path")
        .hasMessageContaining("oken");
  }

  @Test
  void takesARoleByWebIdentity() throws Exception {
    Path token = Files.writeString(directory.resolve("token"), "a.b.c");
    try (SlowServer sts =
        SlowServer.answering("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")) {
      settings
          .set("aws.endpointUrl", sts.url())
          .set("aws.region", "us-east-1")
          .set("aws.webIdentityTokenFile", token.toString())
          .set("aws.roleArn", "arn:aws:iam::123456789012:role/monitor");

      assertThatThrownBy(() -> call(aws -> aws.sqs().getQueueUrl(b -> b.queueName("q"))))
          .isInstanceOf(ApplicationFailure.class);

      assertThat(sts.asked()).contains("AssumeRoleWithWebIdentity");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void givesUpAServerThatDoesNotAnswerOrNeverEndsItsAnswer(boolean dribbles) throws Exception {
    try (SlowServer server = dribbles ? SlowServer.dribbling() : SlowServer.silent();
        AwsConnections connections = new AwsConnections("us-east-1")) {
      settings.signed().set("aws.endpointUrl", server.url());
      AwsClients aws = connections.in("us-east-1");

      long begun = System.nanoTime();
      ApplicationFailure failure =
          catchThrowableOfType(
              ApplicationFailure.class, () -> aws.sqs().getQueueUrl(b -> b.queueName("q")));

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(AN_ACTIVITYS);
      assertThat(server.asked().split("GetQueueUrl")).as("tried again").hasSizeGreaterThan(2);
      assertThat(failure.getType()).isEqualTo(FailureType.UNAVAILABLE.name());
      assertThat(failure.isNonRetryable()).isFalse();
      assertThat(failure.getOriginalMessage()).startsWith("sqs:GetQueueUrl did not get through: ");
    }
  }

  @Test
  void makesACallOnlyOnceThatAwsWouldCarryOutTwice() throws Exception {
    try (SlowServer server = SlowServer.answering(UNAVAILABLE);
        AwsConnections connections = new AwsConnections("us-east-1")) {
      settings.signed().set("aws.endpointUrl", server.url());
      CloudWatchLogsClient logs = connections.in("us-east-1").logs();

      assertThatThrownBy(() -> logs.describeExportTasks()).isInstanceOf(ApplicationFailure.class);
      assertThatThrownBy(
              () ->
                  logs.createExportTask(
                      b -> b.overrideConfiguration(c -> c.addPlugin(new OneTry()))))
          .isInstanceOf(ApplicationFailure.class);

      assertThat(server.asked().split("Logs_20140328.DescribeExportTasks")).hasSize(4);
      assertThat(server.asked().split("Logs_20140328.CreateExportTask")).hasSize(2);
    }
  }

  private URI bucketUri() {
    URI uri = sent(aws -> aws.s3().listObjectsV2(b -> b.bucket("cells"))).getUri();
    return URI.create(uri.toString().replaceAll("/?\\?.*", ""));
  }

  private void profile(String text) throws IOException {
    settings.file(directory.resolve("config"), "aws.configFile", text);
  }

  private static SdkHttpRequest sent(Consumer<AwsClients> call) {
    RecordedHttp http = new RecordedHttp();
    try (AwsConnections connections = new AwsConnections("us-east-1", http)) {
      assertThatThrownBy(() -> call.accept(connections.in("us-east-1")))
          .isInstanceOf(ApplicationFailure.class);
    }
    return http.sent.get(0);
  }

  private static void call(Consumer<AwsClients> call) {
    try (AwsConnections connections = new AwsConnections("us-east-1", new RecordedHttp())) {
      call.accept(connections.in("us-east-1"));
    }
  }
}
