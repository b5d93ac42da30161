package org.distributedmonitor.worker.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The listings that the SDK has no paginator for, and lists that AWS takes only in pieces. */
public final class Pages {

  private Pages() {}

  /**
   * Every page of a listing. The end is a missing token or, from EC2, an empty one.
   *
   * @param ask makes the call for a token, null for the first page
   */
  public static <P> List<P> all(Function<String, P> ask, Function<P, String> nextToken) {
    List<P> pages = new ArrayList<>();
    String token = null;
    do {
      P page = ask.apply(token);
      pages.add(page);
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
