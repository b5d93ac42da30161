package org.distributedmonitor.client.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.temporal.envconfig.ClientConfigProfile;
import org.distributedmonitor.client.connection.TemporalTrouble.Kind;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TemporalTroubleTest {

  @AutoClose private final Temporal temporal = temporal();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UNAVAILABLE       | io exception               | UNREACHABLE  | cannot be reached at here:1; is it running, is TEMPORAL_ADDRESS right?
          PERMISSION_DENIED | Request unauthorized.      | REFUSED      | at here:1 refuses: Request unauthorized.; see TEMPORAL_API_KEY, TEMPORAL_TLS and TEMPORAL_NAMESPACE
          NOT_FOUND         | Namespace wet is not found | NO_NAMESPACE | at here:1 has no namespace wet; is TEMPORAL_NAMESPACE right?
          NOT_FOUND         | workflow not found         | ABSENT       | at here:1 answered NOT_FOUND: workflow not found
          INTERNAL          | It broke.                  | OTHER        | at here:1 answered INTERNAL: It broke.
          """)
  void tellsWhatTheServerSays(Status.Code code, String said, Kind kind, String words) {
    RuntimeException failure =
        new IllegalStateException(code.toStatus().withDescription(said).asRuntimeException());

    assertThat(temporal.told(failure))
        .isInstanceOfSatisfying(
            TemporalTrouble.class, trouble -> assertThat(trouble.kind()).isEqualTo(kind))
        .hasMessage("Temporal " + words);
  }

  private static Temporal temporal() {
    ClientConfigProfile profile =
        ClientConfigProfile.newBuilder().setAddress("here:1").setNamespace("wet").build();
    return new Temporal(profile, profile.toWorkflowServiceStubsOptions(), "here:1", "a-queue");
  }
}
