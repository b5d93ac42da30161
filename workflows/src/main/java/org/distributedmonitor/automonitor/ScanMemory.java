package org.distributedmonitor.automonitor;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What scans can remember: each one hands all it knows to the next in its result, which must stay
 * small. A few hundred files have room, and more if their names are short; what is said of each
 * gets shorter before one has to wait.
 */
public final class ScanMemory {

  /** All files together, in bytes as they are written. */
  static final int MOST_BYTES = 230_000;

  /** What is written of a file beside its name, its run, its monitor and its notes. */
  private static final int A_FILE = 300;

  /** Room for a few words on each file. */
  private static final int A_SHORT_NOTE = 100;

  private static final int SENTENCES = 50;
  private static final int LONGEST_SENTENCE = 300;

  /** Of those that lie there no more. */
  private static final Comparator<TrackedFile> FIRST_TO_FORGET =
      comparing(TrackedFile::since).thenComparing(TrackedFile::name);

  private int taken;

  /** What is left when these are remembered; those that lie there no more make room. */
  public ScanMemory(Collection<TrackedFile> files) {
    taken = files.stream().filter(file -> !remembered(file)).mapToInt(ScanMemory::leastOf).sum();
  }

  /** Takes room for a file that is new; whether there was some. */
  public boolean take(FileMark another) {
    // Its run and its monitor are called much as it is.
    int bytes = A_FILE + A_SHORT_NOTE + 3 * bytes(another.name());
    if (taken + bytes > MOST_BYTES) {
      return false;
    }
    taken += bytes;
    return true;
  }

  /** The files as they can be remembered: without the oldest that lie there no more, if need be. */
  public static List<TrackedFile> fitting(Collection<TrackedFile> files) {
    Set<TrackedFile> fitting = new LinkedHashSet<>(files);
    int least = files.stream().mapToInt(ScanMemory::leastOf).sum();
    for (TrackedFile old :
        files.stream().filter(ScanMemory::remembered).sorted(FIRST_TO_FORGET).toList()) {
      if (least > MOST_BYTES) {
        fitting.remove(old);
        least -= leastOf(old);
      }
    }
    boolean whole = fitting.stream().mapToInt(ScanMemory::of).sum() <= MOST_BYTES;
    return whole ? List.copyOf(fitting) : fitting.stream().map(ScanMemory::shortly).toList();
  }

  /** The first sentences, each of a length that a person reads. */
  public static List<String> sentences(List<String> all) {
    List<String> some =
        new ArrayList<>(all.stream().limit(SENTENCES).map(ScanMemory::sentence).toList());
    if (all.size() > SENTENCES) {
      some.add("… and " + (all.size() - SENTENCES) + " more.");
    }
    return some;
  }

  /** So many bytes a text takes in a payload. */
  static int bytes(String text) {
    return JsonStringEncoder.getInstance().quoteAsUTF8(text).length;
  }

  static int bytes(List<String> texts) {
    return texts.stream().mapToInt(text -> bytes(text) + 3).sum();
  }

  /** The first words of the first of these notes. */
  static List<String> shortly(List<String> notes) {
    return notes.stream().limit(1).map(ScanMemory::shortened).toList();
  }

  private static String sentence(String text) {
    return text.length() <= LONGEST_SENTENCE ? text : text.substring(0, LONGEST_SENTENCE) + "…";
  }

  private static boolean remembered(TrackedFile file) {
    return file.state() == FileState.MOVED || file.state() == FileState.GONE;
  }

  private static int leastOf(TrackedFile file) {
    return A_FILE
        + A_SHORT_NOTE
        + bytes(file.name())
        + bytes(file.app())
        + bytes(file.workflowId());
  }

  private static int of(TrackedFile file) {
    return leastOf(file) - A_SHORT_NOTE + bytes(file.notes());
  }

  private static TrackedFile shortly(TrackedFile file) {
    return file.noting(shortly(file.notes()));
  }

  private static String shortened(String note) {
    String cut = note;
    while (bytes(cut) > A_SHORT_NOTE - 6) {
      cut = cut.substring(0, cut.length() - 1);
    }
    return cut.equals(note) ? note : cut + "…";
  }
}
