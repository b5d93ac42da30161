package org.distributedmonitor.simulator;

import java.time.Instant;

/** One message; its place (visible, in flight, delayed) is kept by the queue. */
final class SimMessage {
  final String id;
  final String body;
  final Instant sentAt;
  int receiveCount;
  Instant firstReceivedAt;
  String receipt;
  String deadLetterSourceArn;

  SimMessage(String id, String body, Instant sentAt) {
    this.id = id;
    this.body = body;
    this.sentAt = sentAt;
  }
}
