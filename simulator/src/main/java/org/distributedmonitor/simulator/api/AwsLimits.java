package org.distributedmonitor.simulator.api;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How much an operation takes and tells at once; a row of {@code aws-limits.txt}.
 *
 * @param page the most a page holds; 0 when the reply has no pages
 * @param unasked how much a page holds when the request does not say
 * @param batch the most names that one request takes; 0 when there is no list in it
 */
public record AwsLimits(String operation, int page, int unasked, int batch) {

  private static final Map<String, AwsLimits> ROWS =
      Tables.rows("aws-limits.txt", 5).stream()
          .map(AwsLimits::row)
          .collect(Collectors.toMap(AwsLimits::operation, row -> row));

  /** Every row, in the order of the operations. */
  public static List<AwsLimits> rows() {
    return ROWS.values().stream()
        .sorted((one, other) -> one.operation.compareTo(other.operation))
        .toList();
  }

  public static AwsLimits of(String operation) {
    AwsLimits limits = ROWS.get(operation);
    if (limits == null) {
      throw new IllegalArgumentException(operation + " has no row of limits");
    }
    return limits;
  }

  private static AwsLimits row(List<String> cells) {
    return new AwsLimits(
        cells.get(0), number(cells.get(1)), number(cells.get(2)), number(cells.get(3)));
  }

  private static int number(String cell) {
    return cell.equals("-") ? 0 : Integer.parseInt(cell);
  }
}
