package io.binnacle.api.schema;

/** A type without parts, or one that is opaque to the model. */
public enum ScalarType implements Type {
  STRING,
  BOOL,
  INT32,
  INT64,
  DOUBLE,
  /** Base64 in JSON. */
  BYTES,
  /** RFC 3339 to the second. */
  TIME,
  /** RFC 3339 to the microsecond. */
  MICRO_TIME,
  /** Go duration text, such as {@code 1m30s}. */
  DURATION,
  /** A resource quantity, such as {@code 100m} or {@code 1Gi}; a JSON number is accepted too. */
  QUANTITY,
  /** A whole number or a string. */
  INT_OR_STRING,
  /** Any JSON object, kept as it is. */
  RAW_EXTENSION,
  /** A set of field paths as managedFields carries it. */
  FIELDS_V1,
  /** Any JSON value, kept as it is. */
  ANY
}
