package org.distributedmonitor.acceptance.contract;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class SimulatedMonitorFilesContractTest implements MonitorFilesContract {
  @RegisterExtension final Stage stage = new Stage(SimulatedCloud::new);

  @Override
  public Stage stage() {
    return stage;
  }
}
