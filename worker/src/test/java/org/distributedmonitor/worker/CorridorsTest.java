package org.distributedmonitor.worker;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
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
              target(owner(assignableTo(SdkClient.class)))
                  .and(target(nameMatching("builder|create"))))
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(SdkException.class);
}
