package org.distributedmonitor.payload;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Writes a sample of everything that goes through Temporal for the version under development. Its
 * name keeps it out of every build: it runs when it is asked for, {@code -Dtest=RecordPayloads}.
 */
class RecordPayloads {

  static Stream<Class<?>> roots() {
    return Vocabulary.roots();
  }

  @ParameterizedTest
  @MethodSource("roots")
  void of(Class<?> type) throws Exception {
    SavedPayloads.write(SavedPayloads.underDevelopment(), type);
  }
}
