package org.distributedmonitor.demo;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The worker's open questions for work. Suspended polling only asks no new ones; a cut line ends
 * those that are open, too.
 */
final class OpenPolls implements ClientInterceptor {

  private final Set<ClientCall<?, ?>> open = ConcurrentHashMap.newKeySet();

  void hangUp() {
    List.copyOf(open).forEach(call -> call.cancel("The line is cut.", null));
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    ClientCall<Q, A> call = next.newCall(method, options);
    return isPoll(method) ? new Poll<>(call) : call;
  }

  private static boolean isPoll(MethodDescriptor<?, ?> method) {
    String name = method.getBareMethodName();
    return name != null && name.startsWith("Poll") && name.endsWith("TaskQueue");
  }

  private final class Poll<Q, A> extends SimpleForwardingClientCall<Q, A> {

    Poll(ClientCall<Q, A> call) {
      super(call);
    }

    @Override
    public void start(Listener<A> listener, Metadata headers) {
      open.add(this);
      super.start(
          new SimpleForwardingClientCallListener<A>(listener) {
            @Override
            public void onClose(Status status, Metadata trailers) {
              open.remove(Poll.this);
              super.onClose(status, trailers);
            }
          },
          headers);
    }
  }
}
