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
 * the end of the object, and both hide slips of the pen. The slips that are known to be
 * startCluster's own are read all the same, and told.
 */
final class JsonObjectText {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static final String WANTED = "one JSON object, as startCluster writes it";

  final Map<String, JsonNode> fields = new LinkedHashMap<>();
  final List<Fault> faults = new ArrayList<>();
  final List<String> warnings = new ArrayList<>();

  private final String text;
  private final LateDashboard late;

  JsonObjectText(String text) {
    this.text = text;
    this.late = new LateDashboard(text);
    try (JsonParser parser = MAPPER.createParser(text)) {
      read(parser);
    } catch (JsonProcessingException e) {
      faults.add(Fault.ofFile(slip(e), WANTED));
    } catch (IOException e) {
      throw new UncheckedIOException("A text in memory could not be read", e);
    }
  }

  private void read(JsonParser parser) throws IOException {
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
      if (endsWithoutComma(offset(parser))) {
        return;
      }
    }
    trailing(offset(parser));
  }

  private static int offset(JsonParser parser) {
    return (int) parser.currentLocation().getCharOffset();
  }

  private void field(JsonParser parser) throws IOException {
    String key = parser.currentName();
    parser.nextToken();
    put(key, parser.readValueAsTree());
  }

  private void put(String key, JsonNode value) {
    JsonNode earlier = fields.put(key, value);
    if (earlier != null) {
      String both = Quoted.value(earlier) + " and " + Quoted.value(value);
      faults.add(new Fault(key, "it twice, " + both, "it once"));
    }
  }

  /** Whether all that comes after a value was read here, or is not there. */
  private boolean endsWithoutComma(int offset) {
    if (late.standsAt(offset)) {
      int end = late.end();
      dashboard("There is no comma before ");
      trailing(end);
      return true;
    }
    boolean cut = late.breaksOff() && !text.substring(offset).isBlank();
    if (cut) {
      breaksOff();
    }
    return cut;
  }

  private void trailing(int offset) {
    String rest = text.substring(offset).strip();
    if (rest.isEmpty()) {
      return;
    }
    if (rest.equals("}")) {
      warnings.add("There is a second closing brace at the end of the file; it was ignored.");
    } else if (late.standsAt(offset) && text.substring(late.end()).isBlank()) {
      dashboard("The object is closed before ");
    } else if (late.breaksOff()) {
      breaksOff();
    } else {
      faults.add(Fault.ofFile(Quoted.text(rest) + " after the object", WANTED));
    }
  }

  private void dashboard(String slip) {
    put(LateDashboard.KEY, late.value());
    warnings.add(
        slip
            + LateDashboard.KEY
            + ", as some versions of startCluster write it; "
            + LateDashboard.KEY
            + " was read all the same.");
  }

  private void breaksOff() {
    String[] lines = text.split("\\r\\n|\\r|\\n", -1);
    int column = lines[lines.length - 1].length() + 1;
    faults.add(Fault.ofFile(breaksOff(lines.length, column), WANTED));
  }

  private static String breaksOff(int line, int column) {
    return "a text that breaks off " + place(line, column);
  }

  private static String slip(JsonProcessingException e) {
    String said = e.getOriginalMessage().split("\n", 2)[0];
    int line = e.getLocation().getLineNr();
    int column = e.getLocation().getColumnNr();
    // After a comma the parser says so in the message alone.
    return e instanceof JsonEOFException || said.startsWith("Unexpected end-of-input")
        ? breaksOff(line, column)
        : "no valid JSON " + place(line, column) + " (" + said + ")";
  }

  private static String place(int line, int column) {
    return "at line " + line + ", column " + column;
  }
}
