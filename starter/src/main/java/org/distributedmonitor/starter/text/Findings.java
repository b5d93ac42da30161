package org.distributedmonitor.starter.text;

import java.util.ArrayList;
import java.util.List;
import org.distributedmonitor.preflight.Finding;
import org.distributedmonitor.preflight.Preflight;

/** What will be refused at the end of a run; nothing at all when nothing will. */
final class Findings {

  private Findings() {}

  static void put(Page page, Preflight preflight) {
    if (preflight == null) {
      return;
    }
    if (!preflight.findings().isEmpty()) {
      page.blank().headline(Tint.DOUBT, "To put right before the run ends");
    }
    List<String> remedies = new ArrayList<>();
    for (Finding finding : preflight.findings()) {
      page.bullet(finding.what());
      if (!remedies.contains(finding.remedy())) {
        remedies.add(finding.remedy());
      }
    }
    remedies.forEach(remedy -> page.item(" ", remedy));
    Bullets.put(page, Tint.BOLD, "Could not be checked beforehand", preflight.unchecked());
  }
}
