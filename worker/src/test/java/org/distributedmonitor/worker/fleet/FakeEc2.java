package org.distributedmonitor.worker.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CancelSpotFleetRequestsErrorItem;
import software.amazon.awssdk.services.ec2.model.CancelSpotFleetRequestsRequest;
import software.amazon.awssdk.services.ec2.model.CancelSpotFleetRequestsResponse;
import software.amazon.awssdk.services.ec2.model.CancelSpotFleetRequestsSuccessItem;
import software.amazon.awssdk.services.ec2.model.DescribeSpotFleetRequestsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSpotFleetRequestsResponse;
import software.amazon.awssdk.services.ec2.model.SpotFleetRequestConfig;

/** Fleets that cannot be cancelled for reasons that a test sets; all others can. */
final class FakeEc2 implements Ec2Client {

  final List<List<String>> cancelled = new ArrayList<>();
  private final Map<String, String> codes = new HashMap<>();
  private final Map<String, String> states = new HashMap<>();
  private final Map<Integer, SdkException> failures = new HashMap<>();

  FakeEc2 cannotCancel(String fleet, String code, String state) {
    codes.put(fleet, code);
    states.put(fleet, state);
    return this;
  }

  FakeEc2 failsCall(int number, SdkException e) {
    failures.put(number, e);
    return this;
  }

  @Override
  public CancelSpotFleetRequestsResponse cancelSpotFleetRequests(
      CancelSpotFleetRequestsRequest request) {
    cancelled.add(request.spotFleetRequestIds());
    if (failures.containsKey(cancelled.size())) {
      throw failures.get(cancelled.size());
    }
    List<CancelSpotFleetRequestsSuccessItem> well = new ArrayList<>();
    List<CancelSpotFleetRequestsErrorItem> not = new ArrayList<>();
    for (String id : request.spotFleetRequestIds()) {
      if (codes.containsKey(id)) {
        not.add(
            CancelSpotFleetRequestsErrorItem.builder()
                .spotFleetRequestId(id)
                .error(error -> error.code(codes.get(id)).message("EC2 says no."))
                .build());
      } else {
        well.add(CancelSpotFleetRequestsSuccessItem.builder().spotFleetRequestId(id).build());
      }
    }
    return CancelSpotFleetRequestsResponse.builder()
        .successfulFleetRequests(well)
        .unsuccessfulFleetRequests(not)
        .build();
  }

  @Override
  public DescribeSpotFleetRequestsResponse describeSpotFleetRequests(
      DescribeSpotFleetRequestsRequest request) {
    List<SpotFleetRequestConfig> found = new ArrayList<>();
    for (String id : request.spotFleetRequestIds()) {
      found.add(
          SpotFleetRequestConfig.builder()
              .spotFleetRequestId(id)
              .spotFleetRequestState(states.get(id))
              .spotFleetRequestConfig(config -> config.targetCapacity(1))
              .build());
    }
    return DescribeSpotFleetRequestsResponse.builder().spotFleetRequestConfigs(found).build();
  }

  @Override
  public String serviceName() {
    return "ec2";
  }

  @Override
  public void close() {}
}
