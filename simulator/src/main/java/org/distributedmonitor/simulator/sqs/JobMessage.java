package org.distributedmonitor.simulator.sqs;

import java.time.Instant;

/** One message; its place (visible, in flight, delayed) is kept by the queue. */
public final class JobMessage {
  public final String id;
  final String body;
  final Instant sentAt;
  public int receiveCount;
  Instant firstReceivedAt;
  public String receipt;
  String deadLetterSourceArn;

  JobMessage(String id, String body, Instant sentAt) {
    this.id = id;
    this.body = body;
    this.sentAt = sentAt;
  }
}
