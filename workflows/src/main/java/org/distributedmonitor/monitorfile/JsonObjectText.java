package org.distributedmonitor.monitorfile;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A text that ought to be one JSON object and nothing else.
 *
 * <p>Read token by token because a JSON library alone keeps the last of two equal keys and stops at
 * the end of the object, and both hide slips of the pen.
 */
final class JsonObjectText {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static final String WANTED = "one JSON object, as startCluster writes it";

  final Map<String, JsonNode> fields = new LinkedHashMap<>();
  final List<Fault> faults = new ArrayList<>();
  final List<String> warnings = new ArrayList<>();

  JsonObjectText(String text) {
    try (JsonParser parser = MAPPER.createParser(text)) {
      read(parser, text);
    } catch (JsonProcessingException e) {
      faults.add(Fault.ofFile(slip(e), WANTED));
    } catch (IOException e) {
      throw new UncheckedIOException("A text in memory could not be read", e);
    }
  }

  private void read(JsonParser parser, String text) throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      faults.add(Fault.ofFile("nothing in it", WANTED));
      return;
    }
    if (first != JsonToken.START_OBJECT) {
      JsonNode value = parser.readValueAsTree();
      faults.add(Fault.ofFile(Quoted.value(value), WANTED));
      return;
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      field(parser);
    }
    trailing(text.substring((int) parser.currentLocation().getCharOffset()).strip());
  }

  private void field(JsonParser parser) throws IOException {
    String key = parser.currentName();
    parser.nextToken();
    JsonNode value = parser.readValueAsTree();
    JsonNode earlier = fields.put(key, value);
    if (earlier != null) {
      String both = Quoted.value(earlier) + " and " + Quoted.value(value);
      faults.add(new Fault(key, "it twice, " + both, "it once"));
    }
  }

  private void trailing(String rest) {
    if (rest.equals("}")) {
      warnings.add("There is a second closing brace at the end of the file; it was ignored.");
    } else if (!rest.isEmpty()) {
      faults.add(Fault.ofFile(Quoted.text(rest) + " after the object", WANTED));
    }
  }

  private static String slip(JsonProcessingException e) {
    String said = e.getOriginalMessage().split("\n", 2)[0];
    // After a comma the parser says so in the message alone.
    return e instanceof JsonEOFException || said.startsWith("Unexpected end-of-input")
        ? "a text that breaks off " + place(e)
        : "no valid JSON " + place(e) + " (" + said + ")";
  }

  private static String place(JsonProcessingException e) {
    return "at line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
  }
}
