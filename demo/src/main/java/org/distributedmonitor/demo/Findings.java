package org.distributedmonitor.demo;

import org.distributedmonitor.starter.text.Tint;

/** How a finding is shown. */
final class Findings {

  private Findings() {}

  static void tell(Teller teller, Finding finding) {
    teller.item(
        finding.well() ? "ok" : "NOT OK",
        finding.sentence(),
        finding.well() ? Tint.NONE : Tint.BAD);
  }
}
