package io.binnacle.api.type;

/** The API's verbs, as discovery and RBAC name them. */
public enum Verb {
  CREATE,
  DELETE,
  DELETECOLLECTION,
  GET,
  LIST,
  PATCH,
  UPDATE,
  WATCH;

  /** The verb in lower case. */
  public String text() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
