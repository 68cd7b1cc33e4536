package io.binnacle.schema.table;

import io.binnacle.api.type.Column;
import java.time.InstantSource;

/** The columns that almost every Table has. */
public final class StandardColumns {
  private StandardColumns() {}

  /** The object's name. */
  public static Column name() {
    return new Column(
        "Name", "string", "name", "The name of the object.", 0, object -> object.name());
  }

  /** The time since the object was created. */
  public static Column age(InstantSource clock) {
    return new Column(
        "Age",
        "string",
        "",
        "The time since the object was created.",
        0,
        object -> Age.of(object.string("metadata", "creationTimestamp"), clock.instant()));
  }
}
