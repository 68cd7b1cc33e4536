package io.binnacle.schema.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds one tree from a parser's tokens, with a stack of its own instead of recursion. */
final class TreeReader {
  private final JsonParser parser;
  private final @Nullable Set<String> duplicates;
  private final List<Object> open = new ArrayList<>();
  private @Nullable Map<String, @Nullable Object> map;
  private @Nullable List<@Nullable Object> list;
  private String name = "";
  private @Nullable TreeBudget budget;

  TreeReader(JsonParser parser, @Nullable Set<String> duplicates) {
    this.parser = parser;
    this.duplicates = duplicates;
  }

  /** Refuses a tree that holds more than any API object. */
  TreeReader bounded() {
    budget = new TreeBudget();
    return this;
  }

  @Nullable Object read() throws IOException {
    Object root = readValue();
    if (parser.nextToken() != null) {
      throw new JsonParseException(parser, "more than one value");
    }
    return root;
  }

  /** Reads one value and nothing behind it. */
  @Nullable Object readValue() throws IOException {
    if (parser.nextToken() == null) {
      throw new JsonException(JsonErrors.END);
    }
    Object root = value();
    while (!open.isEmpty()) {
      JsonToken token = parser.nextToken();
      switch (token) {
        case FIELD_NAME -> name = parser.currentName();
        case END_OBJECT, END_ARRAY -> close();
        default -> value();
      }
    }
    return root;
  }

  private @Nullable Object value() throws IOException {
    if (budget != null) {
      budget.spend(parser.currentToken().isStructStart());
    }
    switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> opened = new LinkedHashMap<>();
        attach(opened);
        open.add(opened);
        map = opened;
        list = null;
        return opened;
      }
      case START_ARRAY -> {
        List<@Nullable Object> opened = new ArrayList<>();
        attach(opened);
        open.add(opened);
        list = opened;
        map = null;
        return opened;
      }
      default -> {
        Object scalar = scalar();
        attach(scalar);
        return scalar;
      }
    }
  }

  private @Nullable Object scalar() throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? (Object) finite(parser.getDoubleValue())
              : (Object) parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> finite(parser.getDoubleValue());
      default -> throw new JsonException("unexpected " + parser.currentToken());
    };
  }

  private Double finite(double number) throws IOException {
    if (Double.isInfinite(number)) {
      throw new JsonException("number " + parser.getText() + " is out of range");
    }
    return number;
  }

  private void attach(@Nullable Object child) {
    if (map != null) {
      int before = map.size();
      map.put(name, child);
      if (duplicates != null && map.size() == before && duplicates.size() < Json.MAX_DUPLICATES) {
        note(duplicates);
      }
    } else if (list != null) {
      list.add(child);
    }
  }

  private void note(Set<String> paths) {
    JsonStreamContext context = parser.getParsingContext();
    boolean entered =
        parser.currentToken() == JsonToken.START_OBJECT
            || parser.currentToken() == JsonToken.START_ARRAY;
    paths.add(path(entered ? context.getParent() : context));
  }

  static String path(@Nullable JsonStreamContext context) {
    if (context == null || context.inRoot()) {
      return "";
    }
    String before = path(context.getParent());
    if (context.inArray()) {
      return before + "[" + context.getCurrentIndex() + "]";
    }
    return before.isEmpty() ? context.getCurrentName() : before + "." + context.getCurrentName();
  }

  @SuppressWarnings("unchecked")
  private void close() {
    open.remove(open.size() - 1);
    Object top = open.isEmpty() ? null : open.get(open.size() - 1);
    map = top instanceof Map<?, ?> m ? (Map<String, @Nullable Object>) m : null;
    list = top instanceof List<?> l ? (List<@Nullable Object>) l : null;
  }
}
