package org.distributedmonitor.workflow;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * What is replayed must say the same again: no clock, chance, thread, file or hash order of ours.
 */
@AnalyzeClasses(
    packages = "org.distributedmonitor",
    importOptions = ImportOption.DoNotIncludeTests.class)
class DeterminismTest {

  private static final String[] REPLAYED = {
    "..workflow..",
    "..policy..",
    "..run..",
    "..queue..",
    "..fleet..",
    "..cleanup..",
    "..plan..",
    "..automonitor.."
  };

  @ArchTest
  static final ArchRule readsNoClock =
      noClasses()
          .that()
          .resideInAnyPackage(REPLAYED)
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime");

  @ArchTest
  static final ArchRule takesNoChance =
      noClasses()
          .that()
          .resideInAnyPackage(REPLAYED)
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Random.class, java.security.SecureRandom.class)
          .orShould()
          .callMethod(UUID.class, "randomUUID");

  @ArchTest
  static final ArchRule readsNothingOfTheMachine =
      noClasses()
          .that()
          .resideInAnyPackage(REPLAYED)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.io..",
              "java.nio..",
              "java.net..",
              "java.util.concurrent..",
              "software.amazon..",
              "org.slf4j..")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class);

  @ArchTest
  static final ArchRule keepsNothingInHashOrder =
      noClasses()
          .that()
          .resideInAnyPackage(REPLAYED)
          .should()
          .dependOnClassesThat(
              new com.tngtech.archunit.base.DescribedPredicate<JavaClass>("are hashed") {
                @Override
                public boolean test(JavaClass type) {
                  return type.isEquivalentTo(HashMap.class) || type.isEquivalentTo(HashSet.class);
                }
              })
          .orShould()
          .callMethod(Set.class, "of")
          .orShould()
          .callMethod(Map.class, "copyOf", Map.class);
}
