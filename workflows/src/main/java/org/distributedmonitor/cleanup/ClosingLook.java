package org.distributedmonitor.cleanup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/** Everything of the run listed once more: what is still there. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ClosingLook(List<Leftover> leftovers) {

  public ClosingLook {
    leftovers = leftovers == null ? List.of() : List.copyOf(leftovers);
  }
}
