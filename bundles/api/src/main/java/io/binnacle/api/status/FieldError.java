package io.binnacle.api.status;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with one field.
 *
 * @param type what kind of wrong
 * @param field the path, such as {@code spec.containers[0].name}
 * @param value the bad value as the message quotes it, "" where the type quotes none
 * @param detail what is allowed
 */
public record FieldError(Type type, String field, String value, String detail) {
  /** The kinds of field error, with the cause's reason and the words that open the message. */
  public enum Type {
    REQUIRED("FieldValueRequired", "Required value", false),
    INVALID("FieldValueInvalid", "Invalid value", true),
    NOT_SUPPORTED("FieldValueNotSupported", "Unsupported value", true),
    DUPLICATE("FieldValueDuplicate", "Duplicate value", true),
    NOT_FOUND("FieldValueNotFound", "Not found", true),
    FORBIDDEN("FieldValueForbidden", "Forbidden", false),
    TOO_LONG("FieldValueTooLong", "Too long", false),
    TOO_MANY("FieldValueTooMany", "Too many", true),
    TYPE_INVALID("FieldValueTypeInvalid", "Invalid value", true),
    INTERNAL("InternalError", "Internal error", false);

    private final String reason;
    private final String words;
    private final boolean quotesValue;

    Type(String reason, String words, boolean quotesValue) {
      this.reason = reason;
      this.words = words;
      this.quotesValue = quotesValue;
    }
  }

  public static FieldError required(String field, String detail) {
    return new FieldError(Type.REQUIRED, field, "", detail);
  }

  public static FieldError invalid(String field, @Nullable Object value, String detail) {
    return new FieldError(Type.INVALID, field, quote(value), detail);
  }

  public static FieldError typeInvalid(String field, @Nullable Object value, String detail) {
    return new FieldError(Type.TYPE_INVALID, field, quote(value), detail);
  }

  public static FieldError notSupported(
      String field, @Nullable Object value, List<String> allowed) {
    String list = String.join(", ", allowed.stream().map(FieldError::quoted).toList());
    return new FieldError(
        Type.NOT_SUPPORTED,
        field,
        quote(value),
        allowed.isEmpty() ? "" : "supported values: " + list);
  }

  public static FieldError duplicate(String field, @Nullable Object value) {
    return new FieldError(Type.DUPLICATE, field, quote(value), "");
  }

  public static FieldError notFound(String field, @Nullable Object value) {
    return new FieldError(Type.NOT_FOUND, field, quote(value), "");
  }

  public static FieldError forbidden(String field, String detail) {
    return new FieldError(Type.FORBIDDEN, field, "", detail);
  }

  public static FieldError tooLong(String field, int maxBytes) {
    return new FieldError(Type.TOO_LONG, field, "", "may not be more than " + maxBytes + " bytes");
  }

  public static FieldError tooMany(String field, int actual, int max) {
    return new FieldError(
        Type.TOO_MANY, field, Integer.toString(actual), "must have at most " + max + " items");
  }

  /** The message without the path, as it stands in the cause. */
  public String message() {
    StringBuilder text = new StringBuilder(type.words);
    if (type.quotesValue) {
      text.append(": ").append(value);
    }
    if (!detail.isEmpty()) {
      text.append(": ").append(detail);
    }
    return text.toString();
  }

  /** The whole message, as it stands in {@code Status.message}. */
  public String text() {
    return field + ": " + message();
  }

  public Cause cause() {
    return new Cause(type.reason, message(), field);
  }

  private static String quote(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof String s) {
      return quoted(s);
    }
    if (value instanceof Map<?, ?> || value instanceof List<?>) {
      return CompactJson.of(value);
    }
    return value.toString();
  }

  private static String quoted(String s) {
    return CompactJson.of(s);
  }
}
