package org.distributedmonitor.worker.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Listings that the SDK does not page by itself, and lists that AWS takes only in pieces. */
public final class Pages {

  private Pages() {}

  /**
   * Every page of a listing. The end is a missing token or, from EC2, an empty one.
   *
   * @param ask makes the call for a token, null for the first page
   */
  public static <P> List<P> all(Function<String, P> ask, Function<P, String> nextToken) {
    return until(page -> false, ask, nextToken);
  }

  /** The pages of a listing up to the first one that is enough. */
  public static <P> List<P> until(
      Predicate<P> enough, Function<String, P> ask, Function<P, String> nextToken) {
    List<P> pages = new ArrayList<>();
    String token = null;
    do {
      P page = ask.apply(token);
      pages.add(page);
      if (enough.test(page)) {
        break;
      }
      token = nextToken.apply(page);
    } while (token != null && !token.isEmpty());
    return pages;
  }

  /** The list in pieces of at most this size; no piece is empty. */
  public static <T> List<List<T>> pieces(List<T> all, int size) {
    List<List<T>> pieces = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      pieces.add(all.subList(from, Math.min(all.size(), from + size)));
    }
    return pieces;
  }
}
