package org.distributedmonitor.acceptance;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * An SDK answer as text that is the same whenever its content is the same.
 *
 * <p>Not {@code toString()}: that one hides user data and leaves the order of maps open.
 */
final class Canonical {
  private Canonical() {}

  static String text(Object value) {
    if (value instanceof SdkPojo pojo) {
      return fields(pojo);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Canonical::text).sorted().toList().toString();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, String> sorted = new TreeMap<>();
      map.forEach((key, entry) -> sorted.put(String.valueOf(key), text(entry)));
      return sorted.toString();
    }
    return String.valueOf(value);
  }

  private static String fields(SdkPojo pojo) {
    return pojo.sdkFields().stream()
        .filter(field -> field.getValueOrDefault(pojo) != null)
        .sorted((a, b) -> a.memberName().compareTo(b.memberName()))
        .map(field -> field.memberName() + "=" + value(field, pojo))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String value(SdkField<?> field, SdkPojo pojo) {
    return text(field.getValueOrDefault(pojo));
  }
}
