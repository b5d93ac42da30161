package org.distributedmonitor.acceptance.contract;

import org.distributedmonitor.acceptance.MotoCloud;
import org.junit.jupiter.api.Timeout;

@Timeout(900)
class MotoContractIT extends Contracts {
  MotoContractIT() {
    super(MotoCloud::empty);
  }
}
