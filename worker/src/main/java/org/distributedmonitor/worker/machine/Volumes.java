package org.distributedmonitor.worker.machine;

import java.util.List;
import org.distributedmonitor.run.Run;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Volume;

/**
 * The disks of the run's machines. DCP's container gives them the machine's name ({@code
 * run-worker.sh}); EC2 deletes them with the machine, unless the fleet file says otherwise.
 */
public final class Volumes {

  private static final int PAGE = 500;

  private Volumes() {}

  /** Those with the run's name that no machine uses. */
  public static List<Volume> unused(Ec2Client ec2, Run run) {
    List<Filter> wanted =
        List.of(
            Filter.builder().name("tag:" + Machines.NAME_TAG).values(run.machineName()).build(),
            Filter.builder().name("status").values("available").build());
    return ec2.describeVolumesPaginator(b -> b.filters(wanted).maxResults(PAGE)).volumes().stream()
        .toList();
  }
}
