package org.distributedmonitor.simulator.ec2;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.distributedmonitor.simulator.api.Pages;
import org.distributedmonitor.simulator.world.World;
import software.amazon.awssdk.services.ec2.model.*;

/** The volume operations; filters as in AWS's DescribeVolumes reference. */
final class Ec2Volumes {
  private final World world;

  Ec2Volumes(World world) {
    this.world = world;
  }

  /** A volume, its machine's id or an empty text, and its tags. */
  private record Seen(String id, String machine, Instant createdAt, Map<String, String> tags) {

    private VolumeState state() {
      return machine.isEmpty() ? VolumeState.AVAILABLE : VolumeState.IN_USE;
    }
  }

  DescribeVolumesResponse describe(DescribeVolumesRequest request) {
    List<Seen> found = all();
    found.removeIf(volume -> !matches(volume, request));
    Pages<Seen> page =
        world.page(
            found,
            Seen::id,
            request.nextToken(),
            request.maxResults(),
            () -> world.error("InvalidPaginationToken"));
    return DescribeVolumesResponse.builder()
        .volumes(page.items().stream().map(Ec2Volumes::told).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private List<Seen> all() {
    List<Seen> all = new ArrayList<>();
    for (Machine machine : world.machines.byId.values()) {
      if (machine.state != Machine.State.TERMINATED) {
        all.add(new Seen(machine.volumeId, machine.id, machine.launchedAt, machine.volumeTags));
      }
    }
    world.volumes.byId.forEach(
        (id, volume) -> all.add(new Seen(id, "", volume.createdAt(), volume.tags())));
    all.sort(Comparator.comparing(Seen::id));
    return all;
  }

  private boolean matches(Seen volume, DescribeVolumesRequest request) {
    for (Filter filter : request.filters()) {
      Predicate<String> wanted = Ec2Machines.wanted(world, filter);
      boolean match =
          switch (filter.name()) {
            case "attachment.instance-id" -> wanted.test(volume.machine());
            case "status" -> wanted.test(volume.state().toString());
            default -> Ec2Machines.tagMatches(world, filter.name(), wanted, volume.tags());
          };
      if (!match) {
        return false;
      }
    }
    return request.volumeIds().isEmpty() || request.volumeIds().contains(volume.id());
  }

  private static Volume told(Seen volume) {
    Volume.Builder told =
        Volume.builder()
            .volumeId(volume.id())
            .state(volume.state())
            .createTime(volume.createdAt())
            .tags(Ec2Machines.tags(volume.tags()));
    return volume.machine().isEmpty()
        ? told.build()
        : told.attachments(
                VolumeAttachment.builder()
                    .instanceId(volume.machine())
                    .deleteOnTermination(true)
                    .build())
            .build();
  }

  CreateVolumeResponse create(CreateVolumeRequest request) {
    Volumes.Available volume = world.volumes.create();
    request.tagSpecifications().stream()
        .flatMap(specification -> specification.tags().stream())
        .forEach(tag -> volume.tags().put(tag.key(), tag.value()));
    return CreateVolumeResponse.builder()
        .volumeId(volume.id())
        .state(VolumeState.AVAILABLE)
        .createTime(volume.createdAt())
        .build();
  }

  DeleteVolumeResponse delete(DeleteVolumeRequest request) {
    if (world.volumes.byId.remove(request.volumeId()) == null) {
      throw world.error("InvalidVolume.NotFound", request.volumeId());
    }
    return DeleteVolumeResponse.builder().build();
  }
}
