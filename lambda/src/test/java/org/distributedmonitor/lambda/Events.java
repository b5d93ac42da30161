package org.distributedmonitor.lambda;

import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Events as SNS has sent them over the years, with made-up names, read as the runtime does. */
final class Events {

  private Events() {}

  static SNSEvent read(String name) {
    try (InputStream json = Events.class.getResourceAsStream("/events/" + name + ".json")) {
      return LambdaEventSerializers.serializerFor(SNSEvent.class, Events.class.getClassLoader())
          .fromJson(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The message of an event that has one. */
  static String message(String name) {
    return read(name).getRecords().get(0).getSNS().getMessage();
  }
}
