package org.distributedmonitor.plan;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What was found of one thing that a run consists of.
 *
 * @param thing what it is
 * @param presence whether it is there
 * @param names its exact names or ids; for things there can be many of, all that are there
 * @param detail what is known of it, in a few words; may be empty
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Found(Thing thing, Presence presence, List<String> names, String detail) {

  public Found {
    names = names == null ? List.of() : List.copyOf(names);
    detail = detail == null ? "" : detail;
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
