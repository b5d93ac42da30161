package org.distributedmonitor.acceptance;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Auto-Monitor with all that it needs: moto, a Temporal server, a worker, and a bucket. */
abstract class AutoMonitorSite {

  @RegisterExtension static final Moto MOTO = new Moto();

  Processes processes;
  TemporalDev temporal;
  Starter starter;
  Monitors monitors;
  ScannedBucket bucket;

  @BeforeEach
  void startTheProcesses() {
    processes = Processes.of(getClass());
    temporal = TemporalDev.start(processes);
    WorkerProcess.start(processes, temporal, MOTO.front())
        .process()
        .waitFor("Ready", Duration.ofMinutes(5));
    starter = new Starter(processes, temporal);
    monitors = new Monitors(temporal);
    bucket = new ScannedBucket(MOTO.aws(), starter);
  }

  @AfterEach
  void endThem() {
    processes.close();
  }
}
