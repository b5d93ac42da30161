package org.distributedmonitor.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.distributedmonitor.run.Run;
import org.junit.jupiter.api.Test;

class UserDataTest {

  @Test
  void namesTheRunWhoseConfigurationTheMachinesFetch() {
    String script =
        """
        Content-Type: multipart/mixed; boundary="===="
        MIME-Version: 1.0

        --====
        Content-Type: text/x-shellscript; charset="us-ascii"
        Content-Transfer-Encoding: 7bit
        Content-Disposition: attachment; filename="config_temp.txt"

        #!/bin/bash
        sudo yum install -y aws-cli
        aws s3 cp s3://bucket/ecsconfigs/2021_12_13_Project_Analysis_ecs.config /etc/ecs/ecs.config
        --====--
        """;

    assertThat(UserData.runsNamedIn(encoded(script)))
        .containsExactly("2021_12_13_Project_Analysis");
  }

  @Test
  void looksIntoPartsThatAreEncodedThemselves() {
    String part = encoded("aws s3 cp s3://b/ecsconfigs/Plate1_ecs.config /etc/ecs/ecs.config");
    String message =
        "Content-Type: text/x-shellscript; charset=\"utf-8\"\n"
            + "Content-Transfer-Encoding: base64\n\n"
            + part
            + "\n--====--";

    assertThat(UserData.runsNamedIn(encoded(message))).containsExactly("Plate1");
  }

  @Test
  void aLongerNameIsAnotherRun() {
    assertThat(UserData.runsNamedIn(encoded("ecsconfigs/Plate1_2_ecs.config")))
        .containsExactly("Plate1_2");
  }

  @Test
  void whatSaysNothingNamesNobody() {
    assertThat(UserData.runsNamedIn(null)).isEmpty();
    assertThat(UserData.runsNamedIn("")).isEmpty();
    assertThat(UserData.runsNamedIn("§ not base64 §")).isEmpty();
    assertThat(UserData.runsNamedIn(encoded("#!/bin/bash\necho hello"))).isEmpty();
  }

  @Test
  void namesARunByItsNameAndItsBucketWhereItSaysOne() {
    Run run = new Run("Plate1", "default", "Queue", "lab-data", "Plate1", Instant.EPOCH, false, "");

    assertThat(UserData.names(run, encoded("s3://lab-data/ecsconfigs/Plate1_ecs.config"))).isTrue();
    assertThat(
            UserData.names(
                run, encoded("aws s3 cp 's3://lab-data/x/ecsconfigs/Plate1_ecs.config'")))
        .isTrue();
    assertThat(UserData.names(run, encoded("fetch ecsconfigs/Plate1_ecs.config"))).isTrue();
    assertThat(UserData.names(run, encoded("s3://lab-data-2/ecsconfigs/Plate1_ecs.config")))
        .isFalse();
    assertThat(UserData.names(run, encoded("s3://lab-data/ecsconfigs/Plate1_2_ecs.config")))
        .isFalse();
    assertThat(UserData.names(run, null)).isFalse();
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
