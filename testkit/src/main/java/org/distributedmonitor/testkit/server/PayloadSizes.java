package org.distributedmonitor.testkit.server;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.temporal.api.command.v1.Command;
import io.temporal.api.protocol.v1.Message;
import io.temporal.api.update.v1.Response;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueResponse;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RecordActivityTaskHeartbeatRequest;
import io.temporal.api.workflowservice.v1.RespondActivityTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondActivityTaskFailedRequest;
import io.temporal.api.workflowservice.v1.RespondQueryTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.StartWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.UpdateWorkflowExecutionRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Weighs whatever goes to the server. The real one refuses two megabytes and warns long before; the
 * test server takes anything, so that nobody would notice.
 */
public final class PayloadSizes implements ClientInterceptor {

  /** A result, a heartbeat, a query's or an update's answer, and the state that is carried on. */
  public static final int MOST = 256 * 1024;

  /** What an activity or a workflow is given to begin with. */
  public static final int MOST_OF_AN_ORDER = 512 * 1024;

  private final Map<ByteString, String> tasks = new ConcurrentHashMap<>();
  private final Map<String, Integer> largest = new TreeMap<>();
  private final List<String> tooLarge = new ArrayList<>();

  /** The largest of each thing that was sent, in bytes. */
  public synchronized Map<String, Integer> largest() {
    return new TreeMap<>(largest);
  }

  /** Fails when something was sent that the real server should never see. */
  public synchronized void check() {
    if (!tooLarge.isEmpty()) {
      throw new AssertionError("Too large: " + tooLarge);
    }
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
              public void onMessage(A answer) {
                remember(answer);
                super.onMessage(answer);
              }
            },
            headers);
      }

      @Override
      public void sendMessage(Q question) {
        weigh(question);
        super.sendMessage(question);
      }
    };
  }

  private void remember(Object answer) {
    if (answer instanceof PollActivityTaskQueueResponse task) {
      tasks.put(task.getTaskToken(), task.getActivityType().getName());
    } else if (answer instanceof PollWorkflowTaskQueueResponse task) {
      String query = task.hasQuery() ? " " + task.getQuery().getQueryType() : "";
      tasks.put(task.getTaskToken(), task.getWorkflowType().getName() + query);
    }
  }

  private void weigh(Object question) {
    if (question instanceof RespondActivityTaskCompletedRequest done) {
      weigh("result of " + task(done.getTaskToken()), done.getResult(), MOST);
    } else if (question instanceof RespondActivityTaskFailedRequest failed) {
      weigh("failure of " + task(failed.getTaskToken()), failed.getFailure(), MOST);
    } else if (question instanceof RecordActivityTaskHeartbeatRequest beat) {
      weigh("heartbeat of " + task(beat.getTaskToken()), beat.getDetails(), MOST);
    } else if (question instanceof RespondQueryTaskCompletedRequest answer) {
      weigh("answer to " + task(answer.getTaskToken()), answer.getQueryResult(), MOST);
    } else if (question instanceof RespondWorkflowTaskCompletedRequest turn) {
      String workflow = task(turn.getTaskToken());
      turn.getCommandsList().forEach(command -> weigh(workflow, command));
      turn.getMessagesList().forEach(message -> weigh(workflow, message));
      turn.getQueryResultsMap()
          .values()
          .forEach(answer -> weigh("answer of " + workflow, answer.getAnswer(), MOST));
    } else if (question instanceof StartWorkflowExecutionRequest start) {
      weigh("input of " + start.getWorkflowType().getName(), start.getInput(), MOST_OF_AN_ORDER);
    } else if (question instanceof UpdateWorkflowExecutionRequest update) {
      String name = update.getRequest().getInput().getName();
      weigh("update " + name, update.getRequest().getInput().getArgs(), MOST);
    }
  }

  private void weigh(String workflow, Command command) {
    switch (command.getCommandType()) {
      case COMMAND_TYPE_SCHEDULE_ACTIVITY_TASK -> {
        var order = command.getScheduleActivityTaskCommandAttributes();
        weigh("order " + order.getActivityType().getName(), order.getInput(), MOST_OF_AN_ORDER);
      }
      case COMMAND_TYPE_CONTINUE_AS_NEW_WORKFLOW_EXECUTION ->
          weigh(
              "state of " + workflow,
              command.getContinueAsNewWorkflowExecutionCommandAttributes().getInput(),
              MOST);
      case COMMAND_TYPE_COMPLETE_WORKFLOW_EXECUTION ->
          weigh(
              "result of " + workflow,
              command.getCompleteWorkflowExecutionCommandAttributes().getResult(),
              MOST);
      default -> weigh(command.getCommandType().name() + " of " + workflow, command, MOST);
    }
  }

  private void weigh(String workflow, Message message) {
    try {
      if (message.getBody().is(Response.class)) {
        Response response = message.getBody().unpack(Response.class);
        weigh("answer to an update of " + workflow, response.getOutcome(), MOST);
      }
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private String task(ByteString token) {
    return tasks.getOrDefault(token, "a task");
  }

  private synchronized void weigh(String what, MessageLite payloads, int most) {
    int size = payloads.getSerializedSize();
    largest.merge(what, size, Math::max);
    if (size > most) {
      tooLarge.add(what + " has " + size + " bytes, and " + most + " are allowed");
    }
  }
}
