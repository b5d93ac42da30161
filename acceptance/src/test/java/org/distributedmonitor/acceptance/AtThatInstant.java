package org.distributedmonitor.acceptance;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.MethodDescriptor;
import io.temporal.api.enums.v1.CommandType;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Stands between a worker and its server, and has something happen when the worker has decided to
 * give a command and the server does not know of it yet.
 */
final class AtThatInstant implements ClientInterceptor {

  private CommandType wanted;
  private Runnable what;
  private CountDownLatch happened;

  /** Has this happen once, before the next command of this kind. */
  synchronized CountDownLatch before(CommandType command, Runnable happening) {
    wanted = command;
    what = happening;
    happened = new CountDownLatch(1);
    return happened;
  }

  static void await(CountDownLatch latch) throws InterruptedException {
    if (!latch.await(60, TimeUnit.SECONDS)) {
      throw new AssertionError("The monitor came to no such command");
    }
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel server) {
    return new SimpleForwardingClientCall<>(server.newCall(method, options)) {
      @Override
      public void sendMessage(Q question) {
        if (question instanceof RespondWorkflowTaskCompletedRequest completed) {
          happenIfItIsTime(completed);
        }
        super.sendMessage(question);
      }
    };
  }

  private synchronized void happenIfItIsTime(RespondWorkflowTaskCompletedRequest completed) {
    boolean now =
        what != null
            && completed.getCommandsList().stream()
                .anyMatch(command -> command.getCommandType() == wanted);
    if (now) {
      Runnable happening = what;
      what = null;
      happening.run();
      happened.countDown();
    }
  }
}
