package org.distributedmonitor.lambda;

/**
 * What came of one alarm.
 *
 * @param sentence what happened and, where something is wrong, what to do about it
 * @param again whether it failed for a reason that may be gone when AWS tries once more
 */
record Outcome(String sentence, boolean again) {

  /** It is seen to, or there is nothing that another try would change. */
  static Outcome settled(String sentence) {
    return new Outcome(sentence, false);
  }

  static Outcome failed(String sentence) {
    return new Outcome(sentence, true);
  }
}
