package org.distributedmonitor;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may know which: whoever reads one need not read all. */
@AnalyzeClasses(
    packages = "org.distributedmonitor",
    importOptions = ImportOption.DoNotIncludeTests.class)
class CorridorsTest {

  @ArchTest
  static final ArchRule noPackagesKnowEachOther =
      slices().matching("org.distributedmonitor.(**)").should().beFreeOfCycles();

  /** From the story at the top down to what the monitor knows; its words are below all. */
  @ArchTest
  static final ArchRule inTheMonitorArrowsPointDown =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("main")
          .definedBy("..monitor.main")
          .layer("cleanup")
          .definedBy("..monitor.cleanup")
          .layer("watch")
          .definedBy("..monitor.watch")
          .layer("view")
          .definedBy("..monitor.view")
          .layer("state")
          .definedBy("..monitor.state")
          .layer("messages")
          .definedBy("org.distributedmonitor.monitor")
          .whereLayer("main")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("cleanup")
          .mayOnlyBeAccessedByLayers("main")
          .whereLayer("watch")
          .mayOnlyBeAccessedByLayers("main", "cleanup")
          .whereLayer("view")
          .mayOnlyBeAccessedByLayers("main", "cleanup", "watch")
          .whereLayer("state")
          .mayOnlyBeAccessedByLayers("main", "cleanup", "watch", "view");

  /** The run and its words are the ground on which all else stands. */
  @ArchTest
  static final ArchRule theGroundKnowsNothingAboveIt =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("ground")
          .definedBy("..distributedmonitor.run")
          .layer("all else")
          .definedBy(not(resideInAPackage("..distributedmonitor.run")))
          .whereLayer("all else")
          .mayNotBeAccessedByAnyLayer();
}
