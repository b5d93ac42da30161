package org.distributedmonitor.plan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Something that could not be looked at, so that the plan is silent about it.
 *
 * @param operation the refused operation as IAM names it; empty when AWS did not refuse but failed
 * @param why what AWS said, a sentence
 * @param remedy what to do about it, a sentence
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Unseen(String operation, String why, String remedy) {

  public Unseen {
    operation = operation == null ? "" : operation;
    why = why == null ? "" : why;
    remedy = remedy == null ? "" : remedy;
  }
}
