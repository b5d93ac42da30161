package org.distributedmonitor.worker.queue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** One queue whose counts a test sets, and which can be made to fail. */
final class FakeSqs implements SqsClient {

  static final String ARN = "arn:aws:sqs:us-east-1:123456789012:Plate1Queue";

  final List<String> calls = new ArrayList<>();
  private int[] counts = {0, 0, 0};
  private boolean there = true;
  private SdkException failure;

  FakeSqs counts(int visible, int inFlight, int delayed) {
    counts = new int[] {visible, inFlight, delayed};
    return this;
  }

  FakeSqs missing() {
    there = false;
    return this;
  }

  FakeSqs fails(SdkException e) {
    failure = e;
    return this;
  }

  @Override
  public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
    answer("GetQueueUrl");
    return GetQueueUrlResponse.builder().queueUrl("https://sqs/" + request.queueName()).build();
  }

  @Override
  public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
    answer("GetQueueAttributes");
    Map<QueueAttributeName, String> all = new HashMap<>();
    all.put(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "" + counts[0]);
    all.put(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "" + counts[1]);
    all.put(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED, "" + counts[2]);
    all.put(QueueAttributeName.CREATED_TIMESTAMP, "1700000000");
    all.put(QueueAttributeName.QUEUE_ARN, ARN);
    all.put(QueueAttributeName.VISIBILITY_TIMEOUT, "7200");
    return GetQueueAttributesResponse.builder().attributes(all).build();
  }

  @Override
  public String serviceName() {
    return "sqs";
  }

  @Override
  public void close() {}

  private void answer(String call) {
    calls.add(call);
    if (failure != null) {
      throw failure;
    }
    if (!there) {
      throw QueueDoesNotExistException.builder().message("No such queue.").build();
    }
  }
}
