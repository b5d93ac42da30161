package org.distributedmonitor.acceptance.contract;

import org.distributedmonitor.acceptance.MotoCloud;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(900)
class MotoMonitorFilesContractIT implements MonitorFilesContract {
  @RegisterExtension final Stage stage = new Stage(MotoCloud::empty);

  @Override
  public Stage stage() {
    return stage;
  }
}
