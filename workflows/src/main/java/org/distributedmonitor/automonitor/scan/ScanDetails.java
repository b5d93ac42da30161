package org.distributedmonitor.automonitor.scan;

import java.util.List;
import org.distributedmonitor.automonitor.AutoMonitor;
import org.distributedmonitor.automonitor.ScanReport;
import org.distributedmonitor.automonitor.TrackedFile;

/** A scan as the Web UI shows it, as markdown. */
final class ScanDetails {

  /** A page is read from its top; the result has the rest. */
  private static final int FILES_SHOWN = 50;

  private ScanDetails() {}

  static String markdown(AutoMonitor order, ScanReport report) {
    StringBuilder text = new StringBuilder();
    text.append("**").append(order.folder().uri()).append("** — ").append(report.summary());
    text.append("\n");
    section(text, "What this scan did", report.happened());
    section(
        text, "Files", report.files().stream().limit(FILES_SHOWN).map(ScanDetails::line).toList());
    return text.toString();
  }

  private static String line(TrackedFile file) {
    String monitor = file.workflowId().isEmpty() ? "" : " by `" + file.workflowId() + "`";
    String notes = file.notes().isEmpty() ? "" : ": " + String.join(" ", file.notes());
    return "`" + file.name() + "` " + file.state().words() + monitor + notes;
  }

  private static void section(StringBuilder text, String headline, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    text.append("\n**").append(headline).append("**\n\n");
    lines.forEach(line -> text.append("- ").append(line).append("\n"));
  }
}
