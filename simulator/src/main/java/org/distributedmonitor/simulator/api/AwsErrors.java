package org.distributedmonitor.simulator.api;

import java.util.List;
import org.distributedmonitor.simulator.api.AwsError.Meaning;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * The table of AWS's errors, {@code aws-errors.txt}: what the simulator answers, what is answered
 * over the wire in tests, and what the worker's reading of it is held to.
 */
public final class AwsErrors {

  private static final List<AwsError> ROWS =
      Tables.rows("aws-errors.txt", 7).stream().map(AwsErrors::row).toList();

  private AwsErrors() {}

  /** Every row as it stands. */
  public static List<AwsError> rows() {
    return ROWS;
  }

  /**
   * What an operation may answer: its own rows, and those of its service that it has none for. An
   * answer without a body can only be one of its own.
   */
  public static List<AwsError> of(String operation) {
    List<AwsError> own = named(operation);
    if (own.stream().anyMatch(row -> row.code().isEmpty())) {
      return own;
    }
    return ROWS.stream()
        .filter(row -> row.operation().equals(service(operation) + ":*") || own.contains(row))
        .filter(
            row ->
                own.contains(row) || own.stream().noneMatch(one -> one.code().equals(row.code())))
        .map(row -> of(operation, row))
        .toList();
  }

  /** The rows that name the operation itself. */
  public static List<AwsError> named(String operation) {
    return ROWS.stream().filter(row -> row.operation().equals(operation)).toList();
  }

  /** The error of an operation by its code. */
  public static AwsError find(String operation, String code) {
    return of(operation).stream()
        .filter(row -> row.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(operation + " has no row " + code));
  }

  /** Of several with one code, the error that says these words; else the service's, saying them. */
  public static AwsServiceException saying(String operation, String code, String words) {
    return named(operation).stream()
        .filter(row -> row.code().equals(code) && row.message().contains(words))
        .findFirst()
        .map(row -> row.thrown())
        .orElseGet(() -> find(service(operation) + ":*", code).thrown(words));
  }

  /** What a caller without permission sees. */
  public static AwsServiceException refused(String operation, String account) {
    String who = "arn:aws:iam::" + account + ":user/simulated";
    boolean bodiless = named(operation).stream().anyMatch(row -> row.code().isEmpty());
    return (bodiless ? bodiless(operation, 403) : first(operation, Meaning.REFUSED))
        .thrown(who, operation);
  }

  /** The error of an operation whose replies have no body but a status. */
  public static AwsError bodiless(String operation, int status) {
    return named(operation).stream()
        .filter(row -> row.code().isEmpty() && row.status() == status)
        .findFirst()
        .orElseThrow();
  }

  public static AwsServiceException throttled(String operation) {
    return first(operation, Meaning.THROTTLED).thrown();
  }

  /** The first of its service, which is the usual one. */
  private static AwsError first(String operation, Meaning meaning) {
    return named(service(operation) + ":*").stream()
        .filter(row -> row.meaning() == meaning)
        .findFirst()
        .orElseThrow();
  }

  static String service(String operation) {
    return operation.substring(0, operation.indexOf(':'));
  }

  private static AwsError of(String operation, AwsError row) {
    return new AwsError(
        operation,
        row.code(),
        row.status(),
        row.exception(),
        row.meaning(),
        row.message(),
        row.source());
  }

  private static AwsError row(List<String> cells) {
    return new AwsError(
        cells.get(0),
        cells.get(1).equals("none") ? "" : cells.get(1),
        Integer.parseInt(cells.get(2)),
        Tables.text(cells.get(3)),
        cells.get(4).equals("-") ? Meaning.NONE : Meaning.valueOf(cells.get(4)),
        Tables.text(cells.get(5)),
        cells.get(6));
  }
}
