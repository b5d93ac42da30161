package org.distributedmonitor.monitorfile;

/**
 * One thing wrong with a monitor file.
 *
 * @param key the key at fault, or "the file"
 * @param found what is there; quoted when it is text, so that a stray space shows
 * @param wanted what should be there instead
 */
public record Fault(String key, String found, String wanted) {

  static final String WHOLE_FILE = "the file";

  static Fault ofFile(String found, String wanted) {
    return new Fault(WHOLE_FILE, found, wanted);
  }

  @Override
  public String toString() {
    return key + ": found " + found + "; wanted " + wanted;
  }
}
