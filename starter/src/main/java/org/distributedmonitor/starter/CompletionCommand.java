package org.distributedmonitor.starter;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description = {
      "Print what makes bash or zsh complete the commands and options.",
      "Use it so: source <(bin/starter completion)"
    })
final class CompletionCommand implements Callable<Integer> {

  private final Surroundings around;

  @Spec private CommandSpec spec;
  @Mixin private OutputOption output;

  CompletionCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    String script = AutoComplete.bash("starter", spec.root().commandLine());
    if (output.json()) {
      output.print(around, OutputOption.MAPPER.createObjectNode().put("script", script));
    } else {
      around.out().print(script);
    }
    return 0;
  }
}
