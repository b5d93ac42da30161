package org.distributedmonitor.testkit.server;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryResponse;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedResponse;

/**
 * Has the server suggest to continue as new after so many events already, where by itself it would
 * do so after 4,096. It is put into every history that the server hands out, so that whoever
 * replays one comes to the same decisions.
 */
public final class SoonerAsNew implements ClientInterceptor {

  private volatile long events = Long.MAX_VALUE;

  /** So many from now on; no execution may have been told otherwise of an event that it has. */
  public void after(long howMany) {
    events = howMany;
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel server) {
    return new SimpleForwardingClientCall<>(server.newCall(method, options)) {
      @Override
      public void start(Listener<A> listener, Metadata headers) {
        super.start(
            new SimpleForwardingClientCallListener<>(listener) {
              @Override
              @SuppressWarnings("unchecked")
              public void onMessage(A answer) {
                super.onMessage((A) suggesting(answer));
              }
            },
            headers);
      }
    };
  }

  private Object suggesting(Object answer) {
    if (events == Long.MAX_VALUE) {
      return answer;
    }
    if (answer instanceof PollWorkflowTaskQueueResponse task) {
      return suggesting(task);
    }
    if (answer instanceof RespondWorkflowTaskCompletedResponse completed
        && completed.hasWorkflowTask()) {
      return completed.toBuilder().setWorkflowTask(suggesting(completed.getWorkflowTask())).build();
    }
    if (answer instanceof GetWorkflowExecutionHistoryResponse page && page.hasHistory()) {
      return page.toBuilder().setHistory(suggesting(page.getHistory())).build();
    }
    return answer;
  }

  private PollWorkflowTaskQueueResponse suggesting(PollWorkflowTaskQueueResponse task) {
    return task.toBuilder().setHistory(suggesting(task.getHistory())).build();
  }

  private History suggesting(History history) {
    History.Builder suggesting = history.toBuilder();
    for (HistoryEvent.Builder event : suggesting.getEventsBuilderList()) {
      if (event.hasWorkflowTaskStartedEventAttributes() && event.getEventId() >= events) {
        event.getWorkflowTaskStartedEventAttributesBuilder().setSuggestContinueAsNew(true);
      }
    }
    return suggesting.build();
  }
}
