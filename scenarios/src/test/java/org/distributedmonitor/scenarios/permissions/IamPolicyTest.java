package org.distributedmonitor.scenarios.permissions;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.distributedmonitor.automonitor.FileMark;
import org.distributedmonitor.automonitor.FileState;
import org.distributedmonitor.automonitor.FolderLook;
import org.distributedmonitor.automonitor.Prospect;
import org.distributedmonitor.cleanup.Step;
import org.distributedmonitor.cleanup.StepResult;
import org.distributedmonitor.monitor.MonitorReport;
import org.distributedmonitor.monitor.MonitorStatus;
import org.distributedmonitor.run.Phase;
import org.distributedmonitor.run.Verdict;
import org.distributedmonitor.simulator.RunSpec;
import org.distributedmonitor.simulator.SimulatedRun;
import org.distributedmonitor.simulator.api.Call;
import org.distributedmonitor.testkit.Ending;
import org.distributedmonitor.testkit.MonitorHarness;
import org.distributedmonitor.testkit.Scans;
import org.distributedmonitor.testkit.WholeRun;
import org.distributedmonitor.testkit.region.Observed;
import org.distributedmonitor.worker.aws.IamAction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.utils.StringUtils;

/** The policies in {@code docs} are enough for a whole run, and nothing in them is too much. */
@Tag("slow")
@Timeout(60)
class IamPolicyTest {

  private static final String APP = "Plates";
  private static final String ALL_RUNS = "iam-policy.json";
  private static final String ONE_RUN = "iam-policy-one-run.json";
  private static final Path DOCS = Path.of("..", "docs");

  /** Who one is may be asked by anybody. */
  private static final String ALLOWED_TO_ALL = "sts:GetCallerIdentity";

  /** What only Auto-Monitor calls, which serves all runs of a bucket. */
  private static final Set<String> ONLY_AUTO_MONITOR =
      Set.of("s3:GetObject", "s3:DeleteObject", "sns:ListSubscriptionsByTopic");

  /** Which steps are blocked without a statement; without the others, none is. */
  private static final Map<String, Set<Step>> BLOCKED =
      Map.ofEntries(
          entry("DeleteQueues", EnumSet.of(Step.DELETE_QUEUE)),
          entry("ReadFailedJobs", EnumSet.of(Step.SAVE_FAILED_JOBS)),
          entry("SeeFleetsAndMachines", EnumSet.of(Step.DELETE_ALARMS)),
          entry("CancelFleets", EnumSet.of(Step.CANCEL_FLEETS)),
          entry("SeeAlarms", EnumSet.of(Step.DELETE_ALARMS)),
          entry("DeleteAlarms", EnumSet.of(Step.DELETE_ALARMS)),
          entry("DeleteDashboards", EnumSet.of(Step.DELETE_DASHBOARD)),
          entry("SeeServices", EnumSet.of(Step.DELETE_SERVICE)),
          entry("StopServices", EnumSet.of(Step.STOP_SERVICE, Step.DELETE_SERVICE)),
          entry("DeleteServices", EnumSet.of(Step.DELETE_SERVICE)),
          // A dashboard and a cluster have no age that would tell whose they are.
          entry(
              "SeeTaskDefinitions",
              EnumSet.of(
                  Step.DEREGISTER_TASK_DEFINITIONS, Step.DELETE_CLUSTER, Step.DELETE_DASHBOARD)),
          entry("DeregisterTaskDefinitions", EnumSet.of(Step.DEREGISTER_TASK_DEFINITIONS)),
          entry("SeeClusters", EnumSet.of(Step.DELETE_CLUSTER)),
          entry("SeeWhoUsesClusters", EnumSet.of(Step.DELETE_CLUSTER)),
          entry("DeleteClusters", EnumSet.of(Step.DELETE_CLUSTER)),
          entry("SeeLogsAndExports", EnumSet.of(Step.EXPORT_LOGS, Step.EXPORT_INSTANCE_LOGS)),
          entry("ExportLogs", EnumSet.of(Step.EXPORT_LOGS, Step.EXPORT_INSTANCE_LOGS)),
          entry("WriteExports", EnumSet.of(Step.EXPORT_LOGS, Step.EXPORT_INSTANCE_LOGS)),
          entry(
              "SeeWhatIsProtected",
              EnumSet.of(
                  Step.DELETE_QUEUE,
                  Step.DELETE_SERVICE,
                  Step.DEREGISTER_TASK_DEFINITIONS,
                  Step.DELETE_ALARMS,
                  Step.DELETE_CLUSTER,
                  Step.DELETE_DASHBOARD)),
          entry("WriteReports", EnumSet.of(Step.SAVE_FAILED_JOBS)));

  @RegisterExtension final MonitorHarness harness = new MonitorHarness();

  @ParameterizedTest
  @ValueSource(strings = {ALL_RUNS, ONE_RUN})
  void isEnoughForAWholeRun(String file) {
    SimulatedRun run = harness.setUp(spec());
    harness.region().attachPolicy(policy(file, run, "").toString());
    harness.watch(run);
    harness.pass(Duration.ofMinutes(1));
    MonitorStatus early = harness.status(APP);

    MonitorReport report = Ending.within(harness, Duration.ofHours(4), APP);

    assertThat(early.preflight().findings()).isEmpty();
    assertThat(early.preflight().unchecked()).isEmpty();
    assertThat(report.verdict()).isEqualTo(Verdict.SUCCEEDED_WITH_FAILED_JOBS);
    assertThat(report.warnings()).isEmpty();
    assertThat(harness.region().calls().all())
        .extracting(Call::errorCode)
        .doesNotContain("AccessDenied", "AccessDeniedException", "UnauthorizedOperation");
  }

  @ParameterizedTest
  @ValueSource(strings = {ALL_RUNS, ONE_RUN})
  void allowsWhatTheWorkerCallsAndNothingElse(String file) {
    Set<String> called = calledByTheWorker();
    if (file.equals(ONE_RUN)) {
      called.removeAll(ONLY_AUTO_MONITOR);
    }
    assertThat(actions(read(file))).isEqualTo(called);
  }

  @Test
  void isEnoughForAutoMonitor() {
    SimulatedRun run = harness.setUp(spec().bucket(Scans.BUCKET));
    harness.region().sns().createTopic(b -> b.name("Monitor"));
    Scans.upload(harness, run);
    harness.region().attachPolicy(policy(ALL_RUNS, run, "").toString());
    Scans scans = Scans.begin(harness);

    FolderLook look = scans.look();
    scans.next();
    Ending.within(harness, Duration.ofHours(5), APP);
    scans.next();

    assertThat(look.files()).hasSize(1);
    assertThat(look.prospects()).extracting(Prospect::would).containsExactly(FileState.WATCHED);
    assertThat(look.dcpMonitor().unseen()).isEmpty();
    assertThat(scans.file(APP).state()).isEqualTo(FileState.MOVED);
    assertThat(harness.region().calls().all())
        .extracting(Call::errorCode)
        .doesNotContain("AccessDenied", "AccessDeniedException", "UnauthorizedOperation")
        .doesNotContain("AuthorizationError");
  }

  @Test
  void letsNoMonitorFileBeDeletedUnlessItIsAsItWasRead() {
    SimulatedRun run = harness.setUp(spec().bucket(Scans.BUCKET));
    FileMark file = Scans.upload(harness, run);
    harness.region().attachPolicy(policy(ALL_RUNS, run, "").toString());
    String key = Scans.FOLDER.key(file.name());

    assertThatThrownBy(
            () -> harness.region().s3().deleteObject(b -> b.bucket(Scans.BUCKET).key(key)))
        .hasMessageContaining("Access Denied");
    harness.region().s3().deleteObject(b -> b.bucket(Scans.BUCKET).key(key).ifMatch(file.etag()));
    assertThat(Scans.keys(harness)).isEmpty();
  }

  static Stream<String> statements() {
    return stream(read(ALL_RUNS)).map(statement -> statement.path("Sid").asText());
  }

  @ParameterizedTest
  @MethodSource("statements")
  void withoutAStatementItsStepIsBlockedAndNoOther(String sid) {
    SimulatedRun run = harness.setUp(spec());
    harness.region().attachPolicy(policy(ALL_RUNS, run, sid).toString());
    harness.watch(run);
    harness.pass(Duration.ofMinutes(170));
    MonitorStatus status = harness.status(APP);

    Set<Step> blocked =
        status.steps().stream()
            .filter(result -> result.outcome().blocked())
            .map(StepResult::step)
            .collect(Collectors.toSet());
    assertThat(blocked).isEqualTo(BLOCKED.getOrDefault(sid, Set.of()));
    harness.region().attachPolicy(policy(ALL_RUNS, run, "").toString());
    assertThat(Ending.within(harness, Duration.ofHours(4), APP).verdict())
        .isEqualTo(Verdict.SUCCEEDED_WITH_FAILED_JOBS);
  }

  /** The monitor finds a second fleet, which the policy of the one run does not name. */
  @Test
  void aFleetThatItDoesNotNameKeepsNothingElseBack() {
    SimulatedRun run =
        harness.setUp(
            spec()
                .jobs(6)
                .failingJobs(0)
                .jobDuration(Duration.ofMinutes(40))
                .visibilityTimeout(Duration.ofHours(2)));
    String named = run.fleetId();
    JsonNode narrow = policy(ONE_RUN, run, "");
    String found = run.startAnotherFleet(2);
    harness.region().attachPolicy(narrow.toString());
    harness.watch(harness.request(run, List.of(named)));
    harness.pass(Duration.ofMinutes(30));

    assertThat(Observed.targetsGiven(harness.region(), named)).isNotEmpty();
    assertThat(harness.status(APP).counts().machinesGuarded()).isPositive();
    assertThat(harness.status(APP).preflight().findings())
        .anyMatch(finding -> finding.what().contains(found));
    harness.passUntil(
        APP,
        Duration.ofHours(5),
        it -> it.phase() == Phase.NEEDS_ATTENTION && !it.leftovers().isEmpty());
    assertThat(Observed.fleetState(harness.region(), named)).startsWith("cancelled");
    assertThat(Observed.fleetState(harness.region(), found)).isEqualTo("active");

    harness.region().attachPolicy(policy(ALL_RUNS, run, "").toString());
    assertThat(Ending.within(harness, Duration.ofHours(2), APP).verdict())
        .isEqualTo(Verdict.SUCCEEDED);
    assertThat(Observed.alive(run)).isEmpty();
  }

  @Test
  void fitsIntoAManagedPolicy() {
    // IAM counts no white space (IAM User Guide, "IAM and AWS STS quotas").
    assertThat(read(ALL_RUNS).toString()).hasSizeLessThan(6144);
    assertThat(read(ONE_RUN).toString()).hasSizeLessThan(6144);
  }

  private static RunSpec.Builder spec() {
    return WholeRun.spec().cluster("lab");
  }

  /** What the worker's code calls of the SDK's clients, as IAM has it. */
  private static Set<String> calledByTheWorker() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.distributedmonitor.worker")
            .stream()
            .flatMap(type -> type.getMethodCallsFromSelf().stream())
            .filter(call -> call.getTargetOwner().isAssignableTo(SdkClient.class))
            .flatMap(call -> request(call).stream())
            .map(IamAction::of)
            .filter(name -> !name.equals(ALLOWED_TO_ALL))
            .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The requests of the operation; empty for what is none, such as a client's builder. */
  private static Optional<Class<? extends SdkRequest>> request(JavaMethodCall call) {
    String operation = StringUtils.capitalize(call.getName().replaceFirst("Paginator|AsBytes", ""));
    String models = call.getTargetOwner().getPackageName() + ".model.";
    try {
      return Optional.of(
          Class.forName(models + operation + "Request").asSubclass(SdkRequest.class));
    } catch (ClassNotFoundException none) {
      return Optional.empty();
    }
  }

  private static Set<String> actions(JsonNode policy) {
    Set<String> actions = new TreeSet<>();
    stream(policy).forEach(it -> it.path("Action").forEach(action -> actions.add(action.asText())));
    return actions;
  }

  private static Stream<JsonNode> stream(JsonNode policy) {
    Stream.Builder<JsonNode> statements = Stream.builder();
    policy.path("Statement").forEach(statements::add);
    return statements.build();
  }

  private static ObjectNode policy(String file, SimulatedRun run, String without) {
    ObjectNode policy = parsed(filledIn(text(file), run));
    ArrayNode kept = new ObjectMapper().createArrayNode();
    stream(policy).filter(it -> !it.path("Sid").asText().equals(without)).forEach(kept::add);
    return policy.set("Statement", kept);
  }

  private static String filledIn(String text, SimulatedRun run) {
    String deadLetters = run.deadLetterQueueUrl();
    return text.replace("<REGION>", "us-east-1")
        .replace("<ACCOUNT>", "123456789012")
        .replace("<ROLE>", "lab/worker")
        .replace("<BUCKET>", run.spec().bucket())
        .replace("<QUEUE>", run.spec().queue())
        .replace("<DEAD_LETTER_QUEUE>", deadLetters.substring(deadLetters.lastIndexOf('/') + 1))
        .replace("<APP_NAME>", APP)
        .replace("<CLUSTER>", run.spec().cluster())
        .replace("<LOG_GROUP>", run.spec().logGroup())
        .replace("<FLEET_ID>", run.fleetId());
  }

  private static JsonNode read(String file) {
    return parsed(text(file));
  }

  private static String text(String file) {
    try {
      return Files.readString(DOCS.resolve(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static ObjectNode parsed(String text) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
