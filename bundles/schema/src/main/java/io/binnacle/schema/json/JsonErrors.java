package io.binnacle.schema.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;

/** Words a reader's failure as API clients know it. */
final class JsonErrors {
  static final String END = "unexpected end of JSON input";

  private JsonErrors() {}

  /**
   * @param text what could not be read
   * @param from where in it reading began
   */
  static JsonException of(IOException failure, byte[] text, int from) {
    if (failure instanceof StreamConstraintsException e) {
      return new JsonException(
          e.getMessage().contains("nesting depth") ? "exceeded max depth" : e.getOriginalMessage());
    }
    String known = JsonSyntax.problem(text, from);
    return new JsonException(known != null ? known : firstLine(said(failure)));
  }

  private static String said(IOException failure) {
    return failure instanceof JsonProcessingException e
        ? e.getOriginalMessage()
        : failure.toString();
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
