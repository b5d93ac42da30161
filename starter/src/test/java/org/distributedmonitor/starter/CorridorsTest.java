package org.distributedmonitor.starter;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may know which. */
@AnalyzeClasses(
    packages = "org.distributedmonitor.starter",
    importOptions = ImportOption.DoNotIncludeTests.class)
class CorridorsTest {

  @ArchTest
  static final ArchRule noPackagesKnowEachOther =
      slices().matching("org.distributedmonitor.(**)").should().beFreeOfCycles();
}
