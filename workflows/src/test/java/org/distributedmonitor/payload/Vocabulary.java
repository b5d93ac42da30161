package org.distributedmonitor.payload;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.temporal.activity.ActivityInterface;
import io.temporal.workflow.WorkflowInterface;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.distributedmonitor.activity.Refusal;
import org.distributedmonitor.monitor.state.RunState;

/**
 * Every type of ours that goes through Temporal, found from the signatures of the workflows and the
 * activities, so that none can be forgotten.
 */
final class Vocabulary {

  private static final String OURS = "org.distributedmonitor.";

  /** The details of a failure are in no signature, and what is carried is opaque in its own. */
  private static final List<Class<?>> IN_NO_SIGNATURE = List.of(Refusal.class, RunState.class);

  private static final Comparator<Class<?>> BY_NAME = Comparator.comparing(Class::getName);

  private static final Set<Class<?>> ROOTS = findRoots();
  private static final Set<Class<?>> ALL = findAll();

  private Vocabulary() {}

  /** What is handed over whole: arguments, results, answers. */
  static Stream<Class<?>> roots() {
    return ROOTS.stream();
  }

  static Stream<Class<?>> structures() {
    return ALL.stream().filter(type -> !type.isEnum());
  }

  static Stream<Class<?>> enums() {
    return ALL.stream().filter(Class::isEnum);
  }

  private static Set<Class<?>> findRoots() {
    Set<Class<?>> roots = new TreeSet<>(BY_NAME);
    roots.addAll(IN_NO_SIGNATURE);
    for (JavaClass type : imported()) {
      if (type.isAnnotatedWith(ActivityInterface.class)
          || type.isAnnotatedWith(WorkflowInterface.class)) {
        Arrays.stream(type.reflect().getMethods())
            .flatMap(Vocabulary::signature)
            .flatMap(Vocabulary::named)
            .filter(Vocabulary::ours)
            .forEach(roots::add);
      }
    }
    return roots;
  }

  private static Set<Class<?>> findAll() {
    Set<Class<?>> all = new TreeSet<>(BY_NAME);
    ROOTS.forEach(root -> collect(root, all));
    return all;
  }

  /** What of it is written, by name. */
  static Map<String, Type> parts(Class<?> structure) {
    Map<String, Type> parts = new LinkedHashMap<>();
    for (Field field : structure.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
        parts.put(field.getName(), field.getGenericType());
      }
    }
    return parts;
  }

  private static Iterable<JavaClass> imported() {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages(OURS.substring(0, OURS.length() - 1));
  }

  private static Stream<Type> signature(Method method) {
    return Stream.concat(
        Stream.of(method.getGenericReturnType()), Stream.of(method.getGenericParameterTypes()));
  }

  /** The classes that a type names: itself, or what a list or map is of. */
  private static Stream<Class<?>> named(Type type) {
    if (type instanceof ParameterizedType of) {
      return Arrays.stream(of.getActualTypeArguments()).flatMap(Vocabulary::named);
    }
    return Stream.of((Class<?>) type);
  }

  private static boolean ours(Class<?> type) {
    return type.getName().startsWith(OURS);
  }

  private static void collect(Class<?> type, Set<Class<?>> all) {
    if (all.add(type) && !type.isEnum()) {
      parts(type).values().stream()
          .flatMap(Vocabulary::named)
          .filter(Vocabulary::ours)
          .forEach(part -> collect(part, all));
    }
  }
}
