package org.distributedmonitor.starter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.distributedmonitor.client.connection.Temporal;
import org.distributedmonitor.client.connection.TemporalTrouble;
import org.distributedmonitor.client.monitors.Execution;
import org.distributedmonitor.client.monitors.Monitors;
import org.distributedmonitor.monitor.Answer;
import org.distributedmonitor.monitor.MonitorWorkflow;
import picocli.CommandLine.Mixin;

/** What all orders to a running monitor have in common: the run, the asking back, the answer. */
abstract class Order implements Callable<Integer> {

  private final Surroundings around;

  @Mixin private RunOption run;
  @Mixin private OutputOption output;

  Order(Surroundings around) {
    this.around = around;
  }

  /** Gives the order. */
  final int give(Function<MonitorWorkflow, Answer> order) {
    return give(order, Optional.empty());
  }

  /** Gives the order if the person at the terminal, told what it costs, says yes. */
  final int give(Function<MonitorWorkflow, Answer> order, Optional<Consent> consent) {
    run.name();
    consent.ifPresent(asked -> asked.requireSomeone(around));
    try (Temporal temporal = Temporal.connect(around.env())) {
      Monitors monitors = new Monitors(temporal);
      Execution running = run.running(monitors, around.command());
      if (consent.isPresent() && !agreed(consent.get(), View.of(monitors, running), monitors)) {
        throw Trouble.failed("nothing was done");
      }
      Answer answer = monitors.ask(running, order).orElseThrow(() -> monitors.unanswered(running));
      return tell(running, answer);
    }
  }

  private boolean agreed(Consent consent, View view, Monitors monitors) {
    view.trouble(monitors).ifPresent(TemporalTrouble::raise);
    return consent.given(around, view);
  }

  private int tell(Execution running, Answer answer) {
    if (output.json()) {
      ObjectNode node = OutputOption.MAPPER.valueToTree(answer);
      output.print(around, node.put("workflowId", running.workflowId()));
    } else if (answer.accepted()) {
      around.out().println(answer.message());
    }
    if (!answer.accepted()) {
      throw Trouble.failed(answer.message());
    }
    return 0;
  }
}
