package org.distributedmonitor.plan;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.distributedmonitor.run.Names;

/**
 * What was found of one thing that a run consists of.
 *
 * @param thing what it is
 * @param presence whether it is there
 * @param count how many there are of it
 * @param names its exact names or ids; of very many the first ones
 * @param detail what is known of it, in a few words; may be empty
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Found(Thing thing, Presence presence, int count, List<String> names, String detail) {

  public Found {
    names = names == null ? List.of() : List.copyOf(names);
    count = Math.max(count, names.size());
    detail = detail == null ? "" : detail;
  }

  /** From the names of all there are. */
  public static Found of(Thing thing, Presence presence, List<String> names, String detail) {
    return new Found(thing, presence, names.size(), Names.first(names), detail);
  }

  /** What a run consists of. */
  public enum Thing {
    QUEUE,
    DEAD_LETTER_QUEUE,
    FLEET,
    MACHINES,
    SERVICE,
    TASK_DEFINITIONS,
    ALARMS,
    CLUSTER,
    DASHBOARD,
    LOG_GROUP,
    /** Told by a newer version than this one is. */
    @JsonEnumDefaultValue
    UNKNOWN
  }

  /** Whether a thing is there. */
  public enum Presence {
    THERE,
    NOT_THERE,
    /** It could not be looked at. */
    @JsonEnumDefaultValue
    NOT_SEEN
  }
}
