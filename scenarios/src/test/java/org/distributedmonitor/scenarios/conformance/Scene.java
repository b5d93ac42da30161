package org.distributedmonitor.scenarios.conformance;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.distributedmonitor.cleanup.CleanupOrder;
import org.distributedmonitor.simulator.api.AwsError;

/**
 * The activity in which an operation is called, and what it makes of that operation's errors.
 *
 * @param operation as in the table
 * @param stage the run that the activity is done upon
 * @param orders what is prepared for the activity before the error is
 * @param activity makes the call
 * @param gone how the activity ends when AWS says that the thing is not there
 * @param own how it ends with some codes, statuses, messages or meanings, where that is not what
 *     the row's meaning says
 */
record Scene(
    String operation,
    Supplier<Stage> stage,
    Function<Stage, CleanupOrder> orders,
    Activity activity,
    String gone,
    Map<String, String> own) {

  /** The key in {@link #own} for every code: the activity can do without the operation. */
  static final String EVEN_SO = "even so";

  /** Does what makes the call. */
  @FunctionalInterface
  interface Activity {
    Object on(Stage stage, CleanupOrder order);
  }

  /** How the activity has to end, or empty where the meaning alone says it. */
  String ending(AwsError error) {
    if (own.containsKey(EVEN_SO)) {
      return own.get(EVEN_SO);
    }
    String special =
        own.entrySet().stream()
            .filter(
                one ->
                    error.code().equals(one.getKey())
                        || error.meaning().name().equals(one.getKey())
                        || error.message().contains(one.getKey())
                        || Integer.toString(error.status()).equals(one.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("");
    return special.isEmpty() && error.meaning() == AwsError.Meaning.GONE ? gone : special;
  }

  @Override
  public String toString() {
    return operation;
  }
}
