package org.distributedmonitor.simulator.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The journal of all calls in the order in which they were answered; tests assert on it. */
public final class Calls {
  private final List<Call> calls = new ArrayList<>();
  private final Map<String, String> unread = new HashMap<>();

  public synchronized void add(Call call) {
    calls.add(call);
  }

  public synchronized List<Call> all() {
    return List.copyOf(calls);
  }

  public synchronized int size() {
    return calls.size();
  }

  public List<Call> of(String operation) {
    return all().stream().filter(call -> call.operation().equals(operation)).toList();
  }

  public long count(String operation) {
    return of(operation).size();
  }

  public List<Call> since(Instant from) {
    return all().stream().filter(call -> !call.at().isBefore(from)).toList();
  }

  public long countSince(Instant from) {
    return since(from).size();
  }

  public List<Call> mutating() {
    return all().stream().filter(Call::mutating).toList();
  }

  /** The operations of which a page was told to follow and nobody asked for it. */
  public synchronized Set<String> unreadPages() {
    return Set.copyOf(unread.values());
  }

  public synchronized void turned(String operation, String token, String nextToken) {
    unread.remove(operation + token);
    if (nextToken != null && !nextToken.isEmpty()) {
      unread.put(operation + nextToken, operation);
    }
  }

  public synchronized void clear() {
    calls.clear();
    unread.clear();
  }
}
