package org.distributedmonitor.acceptance.drills;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.distributedmonitor.acceptance.Fault;
import org.distributedmonitor.acceptance.Processes;
import org.distributedmonitor.acceptance.RunPlan;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Credentials that last for some hours, as single sign-on gives them: they run out, nobody logs in
 * for a while, and then there are others. The worker is not started again.
 */
@Tag("drill")
@Timeout(1200)
@Execution(ExecutionMode.CONCURRENT)
class CredentialsIT {
  private static final Duration NOBODY_LOGS_IN = Duration.ofSeconds(20);

  /** A program as AWS's `credential_process` wants it; what it gives is soon asked for again. */
  private static final String LOGIN =
      """
      #!/bin/sh
      [ -r %1$s ] || { echo "The session has expired: log in again" >&2; exit 255; }
      expiration=$(date -u -d '+20 seconds' +%%Y-%%m-%%dT%%H:%%M:%%SZ)
      printf '{"Version": 1, "AccessKeyId": "%%s", "SecretAccessKey": "secret", "SessionToken": "t",' "$(cat %1$s)"
      printf '"Expiration": "%%s"}' "$expiration"
      """;

  @Test
  void expiredOnesAreWaitedOutAndShown() throws IOException {
    Processes processes = Processes.of(CredentialsIT.class);
    Path session = processes.directory().resolve("session");
    Files.writeString(session, Site.ACCESS_KEY);
    RunPlan plan = RunPlan.named("Drill_LOGIN").sized(3, 1, 6);
    try (Site site = new Site(processes, 1, plan, environment(processes, session))) {
      DrilledRun run = DrilledRun.setUp(site, plan).watched();
      run.awaitMoment(Moment.CLEANING_UP);
      Files.delete(session);
      Instant end = Instant.now().plus(NOBODY_LOGS_IN);
      site.front().fault(Fault.expire("*").caller(Site.ACCESS_KEY));

      run.awaitStatus("credentials have expired or cannot be had");
      Times.until(end);
      Files.writeString(session, Site.ACCESS_KEY + "-renewed");
      run.finish();

      run.assertEndedWell();
      assertThat(site.front().callsOf(Site.ACCESS_KEY + "-renewed")).isNotEmpty();
      site.assertNeighboursAreWhole();
    }
  }

  private static Map<String, String> environment(Processes processes, Path session)
      throws IOException {
    Path login = processes.directory().resolve("login");
    Files.writeString(login, LOGIN.formatted(session));
    assertThat(login.toFile().setExecutable(true)).isTrue();
    Path config = processes.directory().resolve("aws-config");
    Files.writeString(config, "[default]\ncredential_process = " + login + "\n");
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_ACCESS_KEY_ID", null);
    environment.put("AWS_SECRET_ACCESS_KEY", null);
    environment.put("AWS_CONFIG_FILE", config.toString());
    return environment;
  }
}
