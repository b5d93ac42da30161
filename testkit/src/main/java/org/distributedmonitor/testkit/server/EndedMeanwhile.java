package org.distributedmonitor.testkit.server;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowTaskFailedCause;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueResponse;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskFailedRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.util.concurrent.Semaphore;

/**
 * Has a workflow's task done again when it cancels what has ended since the task was given out.
 *
 * <p>Temporal takes such a cancellation. Its test server (1.38, {@code
 * TestWorkflowMutableStateImpl.processRequestCancelActivityTask} and {@code processCancelTimer})
 * refuses the whole answer when it has taken the task off the workflow already, and so neither
 * gives it out again nor ever skips time again.
 */
public final class EndedMeanwhile implements ClientInterceptor {

  private final TasksInHand inHand = new TasksInHand();

  /** Nothing may end between the look at what has ended and the answer. */
  private final Semaphore turn = new Semaphore(1);

  public TasksInHand inHand() {
    return inHand;
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel server) {
    ClientCall<Q, A> call = server.newCall(method, options);
    String name = method.getBareMethodName();
    if (name.startsWith("Respond")) {
      return new Answer<>(call, server);
    }
    return name.startsWith("Poll") ? new Poll<>(call) : call;
  }

  private final class Poll<Q, A> extends SimpleForwardingClientCall<Q, A> {

    Poll(ClientCall<Q, A> call) {
      super(call);
    }

    @Override
    public void start(Listener<A> listener, Metadata headers) {
      super.start(
          new SimpleForwardingClientCallListener<>(listener) {
            @Override
            public void onMessage(A task) {
              take(task);
              super.onMessage(task);
            }
          },
          headers);
    }

    private void take(A answer) {
      if (answer instanceof PollWorkflowTaskQueueResponse task) {
        inHand.taken(task.getTaskToken(), task.getWorkflowExecution());
      }
      if (answer instanceof PollActivityTaskQueueResponse task) {
        inHand.taken(task.getTaskToken(), task.getWorkflowExecution());
      }
    }
  }

  private final class Answer<Q, A> extends SimpleForwardingClientCall<Q, A> {

    private final Channel server;
    private ByteString token = ByteString.EMPTY;
    private Status withdrawn;

    Answer(ClientCall<Q, A> call, Channel server) {
      super(call);
      this.server = server;
    }

    @Override
    public void start(Listener<A> listener, Metadata headers) {
      turn.acquireUninterruptibly();
      super.start(
          new SimpleForwardingClientCallListener<>(listener) {
            @Override
            public void onClose(Status status, Metadata trailers) {
              inHand.answered(token);
              turn.release();
              super.onClose(withdrawn == null ? status : withdrawn, trailers);
            }
          },
          headers);
    }

    @Override
    public void sendMessage(Q answer) {
      token = tokenOf((Message) answer);
      if (answer instanceof RespondWorkflowTaskCompletedRequest completed && tooLate(completed)) {
        withdraw(completed);
      } else {
        super.sendMessage(answer);
      }
    }

    /** Of a workflow that is gone, the server says so itself. */
    private boolean tooLate(RespondWorkflowTaskCompletedRequest answer) {
      try {
        return inHand
            .workflowOf(token)
            .map(workflow -> new Cancellations(answer, workflow))
            .filter(cancellations -> cancellations.tooLate(server))
            .isPresent();
      } catch (StatusRuntimeException gone) {
        return false;
      }
    }

    /** As a server does that has news for a workflow which would end without them. */
    private void withdraw(RespondWorkflowTaskCompletedRequest answer) {
      withdrawn = Status.INVALID_ARGUMENT.withDescription("UnhandledCommand");
      try {
        WorkflowServiceGrpc.newBlockingStub(server)
            .respondWorkflowTaskFailed(
                RespondWorkflowTaskFailedRequest.newBuilder()
                    .setNamespace(answer.getNamespace())
                    .setTaskToken(answer.getTaskToken())
                    .setIdentity(answer.getIdentity())
                    .setCause(WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND)
                    .build());
      } catch (StatusRuntimeException gone) {
        withdrawn = gone.getStatus();
      }
      cancel("What it cancels has ended meanwhile", null);
    }

    @Override
    public void halfClose() {
      if (withdrawn == null) {
        super.halfClose();
      }
    }
  }

  private static ByteString tokenOf(Message answer) {
    FieldDescriptor token = answer.getDescriptorForType().findFieldByName("task_token");
    return token == null ? ByteString.EMPTY : (ByteString) answer.getField(token);
  }
}
