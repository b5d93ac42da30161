package org.distributedmonitor.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SNSEvent.SNS;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.distributedmonitor.client.connection.Temporal;
import org.distributedmonitor.run.Timing;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The function: takes SNS's messages about queue alarms and has their runs watched.
 *
 * <p>What fails and may go well a little later ends the invocation with an exception, so that AWS
 * hands the event over again; doing so twice is harmless. What another try would not change is said
 * in the log, and is no failure.
 */
public final class AlarmHandler implements RequestHandler<SNSEvent, List<String>>, AutoCloseable {

  /** What one alarm may take when everything hangs. */
  private static final int MILLIS_FOR_AN_ALARM = 40_000;

  private final Temporal temporal;
  private final AlarmDesk desk;

  /** As AWS makes it, once for many events. */
  public AlarmHandler() {
    this(Timing.standard());
  }

  /** With another timing of the monitors that are begun; for trying things out. */
  public AlarmHandler(Timing timing) {
    this(System.getenv(), StoredFiles.connect(), timing);
  }

  /**
   * @param env the settings, Temporal's own among them
   */
  AlarmHandler(Map<String, String> env, S3Client s3, Timing timing) {
    Settings settings = Settings.from(env);
    temporal = TemporalConnection.of(env, settings.taskQueue());
    desk = new AlarmDesk(new StoredFiles(s3, settings.folder()), new MonitorDesk(temporal, timing));
  }

  /** What came of each message, a sentence each. */
  @Override
  public List<String> handleRequest(SNSEvent event, Context context) {
    // Between two alarms AWS stops the process for minutes or hours.
    temporal.wakeUp();
    List<Outcome> outcomes = new ArrayList<>();
    for (SNSEvent.SNSRecord message : event.getRecords()) {
      Outcome outcome = see(message.getSNS(), context, outcomes.isEmpty());
      context.getLogger().log(outcome.sentence(), outcome.again() ? LogLevel.ERROR : LogLevel.INFO);
      outcomes.add(outcome);
    }
    List<Outcome> failed = outcomes.stream().filter(Outcome::again).toList();
    if (!failed.isEmpty()) {
      throw Trouble.of(failed);
    }
    return outcomes.stream().map(Outcome::sentence).toList();
  }

  private Outcome see(SNS message, Context context, boolean first) {
    if (!first && context.getRemainingTimeInMillis() < MILLIS_FOR_AN_ALARM) {
      return Outcome.failed("No time is left for a further alarm of this event.");
    }
    try {
      return desk.see(message.getMessageId(), message.getMessage());
    } catch (RuntimeException e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      return Outcome.failed("This should not happen: " + trace);
    }
  }

  @Override
  public void close() {
    temporal.close();
  }
}
