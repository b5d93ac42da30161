package org.distributedmonitor.acceptance.contract;

import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SimulatedContractTest extends Contracts {
  SimulatedContractTest() {
    super(SimulatedCloud::new);
  }
}
