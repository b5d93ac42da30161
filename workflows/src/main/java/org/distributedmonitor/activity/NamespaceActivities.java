package org.distributedmonitor.activity;

import io.temporal.activity.ActivityInterface;
import java.util.List;

/** What the monitor asks of its own Temporal server. */
@ActivityInterface
public interface NamespaceActivities {

  /**
   * Which of the monitor's search attributes the namespace has. Setting one that it does not have
   * fails every workflow task for ever, so the workflow asks first.
   */
  List<String> registeredSearchAttributes();
}
