package org.distributedmonitor.acceptance;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import java.util.List;
import org.distributedmonitor.lambda.AlarmHandler;

/** The function as it is deployed, but for the short intervals of the monitors it begins. */
public final class QuickAlarmHandler implements RequestHandler<SNSEvent, List<String>> {

  private final AlarmHandler handler = new AlarmHandler(Quick.timing());

  @Override
  public List<String> handleRequest(SNSEvent event, Context context) {
    return handler.handleRequest(event, context);
  }
}
