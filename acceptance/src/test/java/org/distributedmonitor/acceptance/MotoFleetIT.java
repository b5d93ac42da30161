package org.distributedmonitor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.distributedmonitor.acceptance.Refusals.assertRefused;
import static software.amazon.awssdk.services.ec2.model.ExcessCapacityTerminationPolicy.DEFAULT;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ec2.model.DescribeSpotFleetRequestHistoryRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSpotFleetRequestHistoryResponse;
import software.amazon.awssdk.services.ec2.model.FleetType;
import software.amazon.awssdk.services.ec2.model.SpotFleetRequestConfig;

/** What AWS says of a spot fleet and moto does not. */
@Timeout(900)
class MotoFleetIT {
  @RegisterExtension static final Moto MOTO = new Moto();

  private static final RunPlan SMALL = RunPlan.named("Cells").sized(5, 0, 0);
  private static final String UNKNOWN = "sfr-9999ef99-99fc-9d9d-9999-9999999e99ab";

  private RunInMoto run;

  @BeforeEach
  void oneRun() {
    run = RunInMoto.create(MOTO.aws(), SMALL);
  }

  @Test
  void describesAFleetAsAwsDoes() {
    SpotFleetRequestConfig fleet = fleet();

    assertThat(run.fleetId()).matches("sfr-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(fleet.createTime()).isAfter(run.startTime().minusSeconds(2));
    assertThat(fleet.spotFleetRequestConfig().type()).isEqualTo(FleetType.MAINTAIN);
    assertThat(fleet.spotFleetRequestConfig().onDemandTargetCapacity()).isZero();
    assertThat(fleet.spotFleetRequestConfig().excessCapacityTerminationPolicy()).isEqualTo(DEFAULT);
    byte[] userData =
        Base64.getDecoder()
            .decode(fleet.spotFleetRequestConfig().launchSpecifications().get(0).userData());
    assertThat(new String(userData, StandardCharsets.UTF_8))
        .contains("s3://bucket-name/ecsconfigs/Cells_ecs.config");
  }

  @Test
  void tagsItsMachinesAndListsThemInPages() {
    MOTO.front().settings(Map.of("page_sizes", Map.of("DescribeSpotFleetInstances", 2)));

    assertThat(run.machineIds()).hasSize(5).doesNotHaveDuplicates();
    assertThat(machineStates()).hasSize(5).containsOnly("running");
  }

  @Test
  void isUnknownByItsErrorCode() {
    assertRefused(
        () -> MOTO.aws().ec2().describeSpotFleetRequests(d -> d.spotFleetRequestIds(UNKNOWN)),
        "InvalidSpotFleetRequestId.NotFound");
    assertRefused(
        () -> MOTO.aws().ec2().describeSpotFleetInstances(d -> d.spotFleetRequestId(UNKNOWN)),
        "InvalidSpotFleetRequestId.NotFound");
  }

  @Test
  void tellsItsHistoryInPagesWithTheTimeOnTheLast() {
    DescribeSpotFleetRequestHistoryResponse first = history(4, null);
    DescribeSpotFleetRequestHistoryResponse last = history(1000, first.nextToken());

    assertThat(first.historyRecords()).hasSize(4);
    assertThat(first.lastEvaluatedTime()).isNull();
    assertThat(last.historyRecords()).hasSize(3);
    assertThat(last.nextToken()).isNull();
    assertThat(last.lastEvaluatedTime()).isNotNull();
    assertThat(first.historyRecords().get(0).eventInformation().instanceId()).startsWith("i-");
  }

  private DescribeSpotFleetRequestHistoryResponse history(int atMost, String token) {
    return MOTO.aws()
        .ec2()
        .describeSpotFleetRequestHistory(
            DescribeSpotFleetRequestHistoryRequest.builder()
                .spotFleetRequestId(run.fleetId())
                .startTime(Instant.now().minusSeconds(3600))
                .maxResults(atMost)
                .nextToken(token)
                .build());
  }

  private SpotFleetRequestConfig fleet() {
    return MOTO.aws()
        .ec2()
        .describeSpotFleetRequests(d -> d.spotFleetRequestIds(run.fleetId()))
        .spotFleetRequestConfigs()
        .get(0);
  }

  private List<String> machineStates() {
    return new FleetMachines(MOTO.aws()).statesByTag(run.fleetId());
  }
}
