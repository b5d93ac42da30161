package org.distributedmonitor.monitorfile;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads a monitor file strictly: what is not certain to be meant is a fault, and every fault is
 * told at once.
 *
 * <p>Strict because a wrong name is not noticed before the clean-up, days later, finds nothing
 * under it and leaves the real thing on.
 */
public final class MonitorFile {

  /** A monitor file has some 400 bytes; whatever is larger than this is another file. */
  public static final int MOST_BYTES = 64 * 1024;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private MonitorFile() {}

  public static Reading parse(byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      return faulty(bytes.length + " bytes", "a monitor file, which has less than 64 KB");
    }
    try {
      return fields(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return faulty("bytes that are not UTF-8", "a text saved as UTF-8");
    }
  }

  public static Reading parse(String text) {
    return parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Reading fields(String text) {
    String bare = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    return new MonitorFields(new JsonObjectText(bare)).reading();
  }

  private static Reading faulty(String found, String wanted) {
    return new Reading.Faulty(List.of(Fault.ofFile(found, wanted)));
  }
}
