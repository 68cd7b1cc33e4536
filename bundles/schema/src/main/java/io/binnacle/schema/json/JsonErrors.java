package io.binnacle.schema.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words a reader's failure as API clients know it. */
final class JsonErrors {
  static final String END = "unexpected end of JSON input";

  private static final Pattern SHOWN =
      Pattern.compile("Un(?:recognized token '|expected character \\(')(.)");

  private JsonErrors() {}

  static JsonException of(IOException failure) {
    if (failure instanceof JsonEOFException) {
      return new JsonException(END);
    }
    if (failure instanceof StreamConstraintsException e) {
      return new JsonException(
          e.getMessage().contains("nesting depth") ? "exceeded max depth" : e.getOriginalMessage());
    }
    String text =
        failure instanceof JsonProcessingException e ? e.getOriginalMessage() : failure.toString();
    Matcher shown = SHOWN.matcher(text);
    return new JsonException(
        shown.lookingAt()
            ? "invalid character '" + shown.group(1) + "' " + where(text)
            : firstLine(text));
  }

  private static String where(String text) {
    if (text.contains("start field name")) {
      return "looking for beginning of object key string";
    }
    if (text.contains("colon")) {
      return "after object key";
    }
    if (text.contains("comma")) {
      return text.contains("Array") ? "after array element" : "after object key:value pair";
    }
    return "looking for beginning of value";
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
