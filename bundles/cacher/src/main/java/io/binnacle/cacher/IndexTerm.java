package io.binnacle.cacher;

/**
 * A value that an object must have for a watcher to care: what the watcher is found by.
 *
 * @param key the field's path or the label's key
 */
record IndexTerm(Kind kind, String key, String value) {
  enum Kind {
    NAME,
    FIELD,
    LABEL
  }
}
