package org.distributedmonitor.worker;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.exception.SdkException;

/** Which package may know which. */
@AnalyzeClasses(
    packages = "org.distributedmonitor.worker",
    importOptions = ImportOption.DoNotIncludeTests.class)
class CorridorsTest {

  @ArchTest
  static final ArchRule noPackagesKnowEachOther =
      slices().matching("org.distributedmonitor.worker.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nobodyGoesPastTheDoorToAws =
      noClasses()
          .that()
          .resideOutsideOfPackage("..worker.aws")
          .should()
          .callMethodWhere(
              describe(
                  "makes a client",
                  call ->
                      call.getTargetOwner().isAssignableTo(SdkClient.class)
                          && call.getName().matches("builder|create")))
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(SdkException.class);
}
