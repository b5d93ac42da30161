package org.distributedmonitor.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.distributedmonitor.activity.Refusal;
import org.distributedmonitor.automonitor.AutoMonitor;
import org.distributedmonitor.automonitor.FileReading;
import org.distributedmonitor.automonitor.FolderLook;
import org.distributedmonitor.automonitor.FolderOrder;
import org.distributedmonitor.automonitor.Handover;
import org.distributedmonitor.automonitor.MonitorSighting;
import org.distributedmonitor.automonitor.RunLook;
import org.distributedmonitor.automonitor.ScanReport;
import org.distributedmonitor.cleanup.ClosingLook;
import org.distributedmonitor.cleanup.ExportOrder;
import org.distributedmonitor.cleanup.FailedJobs;
import org.distributedmonitor.cleanup.MachineRoll;
import org.distributedmonitor.cleanup.QueueRemoval;
import org.distributedmonitor.cleanup.ServiceStop;
import org.distributedmonitor.fleet.CheapestOrder;
import org.distributedmonitor.fleet.FleetReview;
import org.distributedmonitor.fleet.FleetReviewOrder;
import org.distributedmonitor.plan.PlanOrder;
import org.distributedmonitor.plan.RunPlan;
import org.distributedmonitor.queue.QueueWatch;
import org.distributedmonitor.run.Answer;
import org.distributedmonitor.run.MonitorReport;
import org.distributedmonitor.run.MonitorRequest;
import org.distributedmonitor.run.MonitorStatus;
import org.distributedmonitor.run.Registration;
import org.distributedmonitor.run.Run;
import org.distributedmonitor.run.RunSurvey;
import org.distributedmonitor.run.Timing;
import org.distributedmonitor.temporal.Payloads;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every record that goes through Temporal comes back as it was, and survives newer and older ones.
 */
class PayloadTest {

  private static final ObjectMapper MAPPER = Payloads.mapper();

  static Stream<Class<?>> payloads() {
    return Stream.of(
        MonitorReport.class,
        MonitorStatus.class,
        Registration.class,
        Answer.class,
        RunSurvey.class,
        Refusal.class,
        ClosingLook.class,
        ExportOrder.class,
        FailedJobs.class,
        MachineRoll.class,
        QueueRemoval.class,
        ServiceStop.class,
        CheapestOrder.class,
        FleetReview.class,
        FleetReviewOrder.class,
        PlanOrder.class,
        RunPlan.class,
        QueueWatch.class,
        AutoMonitor.class,
        ScanReport.class,
        FileReading.class,
        FolderOrder.class,
        FolderLook.class,
        RunLook.class,
        MonitorSighting.class,
        Handover.class,
        org.distributedmonitor.cleanup.CleanupOrder.class);
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void comesBackAsItWas(Class<?> type) throws Exception {
    Object sample = sample(type);

    Object back = MAPPER.readValue(MAPPER.writeValueAsString(sample), type);

    assertThat(back).isEqualTo(sample);
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void ignoresWhatANewerVersionAdded(Class<?> type) throws Exception {
    Object sample = sample(type);
    ObjectNode written = MAPPER.valueToTree(sample);
    written.put("addedLater", "something");

    assertThat((Object) MAPPER.treeToValue((JsonNode) written, type)).isEqualTo(sample);
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void readsListsThatAnOlderVersionDidNotWrite(Class<?> type) throws Exception {
    ObjectNode written = MAPPER.valueToTree(sample(type));
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getType() == List.class) {
        written.remove(component.getName());
      }
    }

    Object back = MAPPER.treeToValue((JsonNode) written, type);

    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getType() == List.class) {
        assertThat((List<?>) component.getAccessor().invoke(back)).isEmpty();
      }
    }
  }

  @org.junit.jupiter.api.Test
  void carriesTheStateOfAMonitorWhole() throws Exception {
    MonitorRequest request =
        new MonitorRequest(
            (Run) sample(Run.class), List.of("sfr-1"), true, 2, Timing.standard(), "id", null);
    RunState state = RunState.begin(request, Instant.parse("2026-03-01T12:00:00Z"));

    String once = MAPPER.writeValueAsString(request.carrying(state));
    String twice = MAPPER.writeValueAsString(MAPPER.readValue(once, MonitorRequest.class));

    assertThat(MAPPER.readTree(twice)).isEqualTo(MAPPER.readTree(once));
    assertThat(MAPPER.readTree(once).path("carried").path("fleets")).hasSize(1);
  }

  private static Object sample(Type type) throws Exception {
    if (type instanceof ParameterizedType list) {
      return List.of(sample(list.getActualTypeArguments()[0]));
    }
    Class<?> wanted = (Class<?>) type;
    if (wanted.isRecord()) {
      Type[] types =
          Arrays.stream(wanted.getRecordComponents())
              .map(RecordComponent::getGenericType)
              .toArray(Type[]::new);
      Object[] values = new Object[types.length];
      for (int i = 0; i < types.length; i++) {
        values[i] = sample(types[i]);
      }
      Constructor<?> constructor =
          wanted.getDeclaredConstructor(
              Arrays.stream(wanted.getRecordComponents())
                  .map(RecordComponent::getType)
                  .toArray(Class<?>[]::new));
      return constructor.newInstance(values);
    }
    return plain(wanted);
  }

  private static Object plain(Class<?> wanted) {
    if (wanted.isEnum()) {
      return wanted.getEnumConstants()[1];
    }
    if (wanted == String.class) {
      return "text";
    }
    if (wanted == Instant.class) {
      return Instant.parse("2026-03-01T12:00:00.123Z");
    }
    if (wanted == Duration.class) {
      return Duration.ofMillis(90_500);
    }
    if (wanted == boolean.class) {
      return true;
    }
    if (wanted == int.class) {
      return 7;
    }
    if (wanted == long.class) {
      return 8L;
    }
    if (wanted == double.class) {
      return 2.5;
    }
    throw new IllegalArgumentException("No sample for " + wanted);
  }
}
