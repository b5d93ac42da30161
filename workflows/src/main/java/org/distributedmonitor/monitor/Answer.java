package org.distributedmonitor.monitor;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * A monitor's answer to an order such as hold, finish or retry.
 *
 * @param accepted whether it will be done
 * @param message what will be done, or why it will not, in one sentence
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Answer(boolean accepted, String message) {

  public static Answer yes(String message) {
    return new Answer(true, message);
  }

  public static Answer no(String message) {
    return new Answer(false, message);
  }
}
