package org.distributedmonitor.simulator.api;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * One page of a listing. The token is the last key of the page, so deletions in between skip
 * nothing.
 */
public record Pages<T>(List<T> items, String nextToken) {

  /** The items are sorted by their keys; a token that is none of ours is refused. */
  public static <T> Pages<T> of(
      List<T> sorted,
      Function<T, String> key,
      String token,
      int size,
      Supplier<RuntimeException> refusal) {
    String after = after(token, refusal);
    List<T> page = new ArrayList<>();
    for (T item : sorted) {
      if (key.apply(item).compareTo(after) <= 0) {
        continue;
      }
      if (page.size() == size) {
        return new Pages<>(page, encoded(key.apply(page.get(size - 1))));
      }
      page.add(item);
    }
    return new Pages<>(page, null);
  }

  /** The key after which the page of this token begins; empty for the first page. */
  public static String after(String token, Supplier<RuntimeException> refusal) {
    return token == null || token.isEmpty() ? "" : decoded(token, refusal);
  }

  /** The first of all that are wanted, for a page of at most so many and to tell of a next. */
  public static <T> List<T> first(Iterable<T> all, Predicate<T> wanted, int page) {
    List<T> first = new ArrayList<>();
    for (T item : all) {
      if (wanted.test(item)) {
        first.add(item);
        if (first.size() > page) {
          break;
        }
      }
    }
    return first;
  }

  /** The same page; when it is the last one, with this in the place of a token. */
  public Pages<T> endingWith(String lastToken) {
    return nextToken == null ? new Pages<>(items, lastToken) : this;
  }

  private static String encoded(String key) {
    return Base64.getUrlEncoder().encodeToString(("after:" + key).getBytes());
  }

  private static String decoded(String token, Supplier<RuntimeException> refusal) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token));
      if (text.startsWith("after:")) {
        return text.substring("after:".length());
      }
    } catch (IllegalArgumentException e) {
      throw refusal.get();
    }
    throw refusal.get();
  }
}
