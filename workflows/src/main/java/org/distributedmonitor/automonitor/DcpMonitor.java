package org.distributedmonitor.automonitor;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * Whether DCP's own Auto-Monitor, the Lambda function "Monitor" behind the SNS topic of that name,
 * would act on the same runs.
 *
 * @param topicArn the topic; empty when there is none
 * @param functions the Lambda functions that are subscribed to it
 * @param unseen why it could not be asked; empty when it could
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DcpMonitor(String topicArn, List<String> functions, String unseen) {

  /** What DCP's {@code setup_AWS.py} calls the topic. */
  public static final String TOPIC = "Monitor";

  public DcpMonitor {
    topicArn = topicArn == null ? "" : topicArn;
    functions = functions == null ? List.of() : List.copyOf(functions);
    unseen = unseen == null ? "" : unseen;
  }

  public static DcpMonitor none() {
    return new DcpMonitor("", List.of(), "");
  }
}
