package org.distributedmonitor.simulator.iam;

import java.util.List;
import org.distributedmonitor.simulator.world.World;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** STS: who calls; it needs no permission. */
public final class SimulatedSts implements StsClient {
  private final World world;

  public SimulatedSts(World world) {
    this.world = world;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  @Override
  public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request) {
    return world.call(
        "sts:GetCallerIdentity",
        List.of(),
        () ->
            GetCallerIdentityResponse.builder()
                .account(world.account)
                .arn(world.caller)
                .userId("AIDASIMULATED")
                .build());
  }
}
