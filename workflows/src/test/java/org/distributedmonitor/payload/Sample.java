package org.distributedmonitor.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A value of any type of the vocabulary in which nothing is empty, zero, false or absent. */
final class Sample {

  private static final Map<Type, Object> PLAIN =
      Map.of(
          String.class,
          "text",
          Instant.class,
          Instant.parse("2026-03-01T12:00:00.123Z"),
          Duration.class,
          Duration.ofMillis(90_500),
          boolean.class,
          true,
          int.class,
          7,
          long.class,
          8L,
          double.class,
          2.5,
          JsonNode.class,
          TextNode.valueOf("text"));

  private Sample() {}

  static Object of(Type type) throws ReflectiveOperationException {
    if (type instanceof ParameterizedType many) {
      Type[] of = many.getActualTypeArguments();
      return of.length == 1 ? List.of(of(of[0])) : map((Class<?>) of[0], of(of[1]));
    }
    Class<?> wanted = (Class<?>) type;
    if (wanted.isEnum()) {
      return constant(wanted);
    }
    if (wanted.isRecord()) {
      return record(wanted);
    }
    if (PLAIN.containsKey(wanted)) {
      return PLAIN.get(wanted);
    }
    return fields(wanted);
  }

  /** One that is neither the first nor what an unknown one is read as. */
  static Object constant(Class<?> anEnum) {
    return anEnum.getEnumConstants()[1];
  }

  private static Object record(Class<?> wanted) throws ReflectiveOperationException {
    RecordComponent[] components = wanted.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = of(components[i].getGenericType());
    }
    Constructor<?> constructor =
        wanted.getDeclaredConstructor(
            Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    constructor.setAccessible(true);
    return constructor.newInstance(values);
  }

  private static Object fields(Class<?> wanted) throws ReflectiveOperationException {
    Constructor<?> constructor = wanted.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object made = constructor.newInstance();
    for (Map.Entry<String, Type> part : Vocabulary.parts(wanted).entrySet()) {
      Field field = wanted.getDeclaredField(part.getKey());
      field.setAccessible(true);
      field.set(made, of(part.getValue()));
    }
    return made;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Object map(Class<?> key, Object value) {
    EnumMap map = new EnumMap(key);
    map.put(constant(key), value);
    return map;
  }
}
