package org.distributedmonitor.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The files to touch are where CONTRIBUTING.md says they are. */
class ContributingTest {

  private static final Pattern FILE = Pattern.compile("`([\\w/.-]+/[\\w.-]+\\.java)`");

  @Test
  void everyFileOfAWalkIsThere() throws IOException {
    String text = Files.readString(Repository.root().resolve("CONTRIBUTING.md"));

    assertThat(FILE.matcher(text).results().map(MatchResult::group))
        .hasSizeGreaterThan(10)
        .allSatisfy(
            file -> assertThat(Repository.root().resolve(file.replace("`", ""))).isRegularFile());
  }
}
