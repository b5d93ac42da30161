package org.distributedmonitor;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.TryCatchBlock;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import io.temporal.workflow.Async;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What is replayed must say the same again: no clock, chance, thread, file, setting of the machine
 * or hash order of ours.
 */
@AnalyzeClasses(
    packages = "org.distributedmonitor",
    importOptions = ImportOption.DoNotIncludeTests.class)
class DeterminismTest {

  /** Read before a monitor is started. */
  private static final String NEVER_REPLAYED = "..monitorfile..";

  @ArchTest
  static final ArchRule readsNoClock =
      replayed()
          .should()
          .accessTargetWhere(
              named(
                  "now|millis|instant|system.*|tick.*",
                  type -> type.getPackageName().equals("java.time")))
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(java.time.Clock.class)
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Date.class, Calendar.class);

  @ArchTest
  static final ArchRule takesNoChance =
      replayed()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Random.class, SecureRandom.class, SplittableRandom.class)
          .orShould()
          .accessTargetWhere(of(UUID.class, "randomUUID"))
          .orShould()
          .accessTargetWhere(of(Math.class, "random"));

  @ArchTest
  static final ArchRule readsNothingOfTheMachine =
      replayed()
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
          .accessTargetWhere(of(System.class, ".*"))
          .orShould()
          .accessTargetWhere(of(ZoneId.class, "systemDefault"))
          .orShould()
          .accessTargetWhere(of(Locale.class, "getDefault"))
          .orShould()
          .accessTargetWhere(
              of(String.class, "format|formatted|toLowerCase|toUpperCase")
                  .and(
                      describe(
                          "without a locale",
                          access -> !access.getTarget().getFullName().contains("Locale"))));

  @ArchTest
  static final ArchRule startsNoThread =
      replayed()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .orShould()
          .accessTargetWhere(
              named("parallel|parallelStream", type -> type.getPackageName().startsWith("java.")));

  /** The order of {@code Set.of} and {@code Map.of} differs from one process to the next. */
  @ArchTest
  static final ArchRule keepsNothingInHashOrder =
      replayed()
          .should()
          .dependOnClassesThat(
              describe(
                  "are hashed",
                  type ->
                      type.isEquivalentTo(HashMap.class)
                          || type.isEquivalentTo(HashSet.class)
                          || type.isEquivalentTo(IdentityHashMap.class)))
          .orShould()
          .accessTargetWhere(of(Set.class, "of|copyOf"))
          .orShould()
          .accessTargetWhere(of(Map.class, "of|copyOf|ofEntries"))
          .orShould()
          .accessTargetWhere(
              of(Collectors.class, "to(Unmodifiable)?(Set|Map)|groupingBy|partitioningBy"));

  /**
   * A monitor that is put out of memory, or continues as new, unwinds by an error: what catches it
   * goes on, and what is in a {@code finally} is done then, too.
   */
  @ArchTest
  static final ArchRule catchesNothingButFailures =
      noCodeUnits()
          .that()
          .areDeclaredInClassesThat()
          .resideInAnyPackage("..monitor..", "..automonitor.scan..", "..workflow..")
          // What goes wrong in work beside the main line it throws on, as an error that is seen.
          .and()
          .areDeclaredInClassesThat()
          .doNotHaveSimpleName("Beside")
          .should(new CatchAnything());

  /** Temporal keeps to itself what goes wrong in a coroutine; {@code Beside} does not. */
  @ArchTest
  static final ArchRule hasWorkDoneBesideItselfInOnePlace =
      noClasses()
          .that()
          .doNotHaveSimpleName("Beside")
          .should()
          .accessTargetWhere(of(Async.class, "procedure"));

  private static GivenClassesConjunction replayed() {
    return noClasses().that().resideOutsideOfPackage(NEVER_REPLAYED);
  }

  /** Calls it or refers to it. */
  private static DescribedPredicate<JavaAccess<?>> of(Class<?> owner, String name) {
    return named(name, type -> type.isEquivalentTo(owner))
        .as("%s.%s is used", owner.getSimpleName(), name);
  }

  private static DescribedPredicate<JavaAccess<?>> named(String name, Predicate<JavaClass> owner) {
    return describe(
        name + " is used",
        access ->
            access.getTarget().getName().matches(name) && owner.test(access.getTargetOwner()));
  }

  private static final class CatchAnything extends ArchCondition<JavaCodeUnit> {

    private static final Set<String> TOO_MUCH =
        Set.of("Throwable", "Error", "Exception", "RuntimeException");

    CatchAnything() {
      super("catch any error or exception, or have a finally");
    }

    @Override
    public void check(JavaCodeUnit unit, ConditionEvents events) {
      for (TryCatchBlock block : unit.getTryCatchBlocks()) {
        boolean tooMuch =
            block.getCaughtThrowables().stream()
                .anyMatch(caught -> TOO_MUCH.contains(caught.getSimpleName()));
        events.add(
            new SimpleConditionEvent(
                unit,
                tooMuch || block.getCaughtThrowables().isEmpty(),
                unit.getFullName() + " catches " + block.getCaughtThrowables()));
      }
    }
  }
}
