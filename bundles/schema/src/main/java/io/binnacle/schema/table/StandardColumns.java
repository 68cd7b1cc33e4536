package io.binnacle.schema.table;

import io.binnacle.api.type.Column;
import java.time.InstantSource;

/** The columns that almost every Table has. */
public final class StandardColumns {
  private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta#";

  /** The field that says what an object's name is for, as columns name it. */
  public static final String NAME_FIELD = META + "name";

  /** The field that says what an object's time of creation is for, as columns name it. */
  public static final String CREATED_FIELD = META + "creationTimestamp";

  private StandardColumns() {}

  /** The object's name. */
  public static Column name() {
    return new Column("Name", "string", "name", "", NAME_FIELD, 0, object -> object.name());
  }

  /** The time since the object was created. */
  public static Column age(InstantSource clock) {
    return new Column(
        "Age",
        "string",
        "",
        "",
        CREATED_FIELD,
        0,
        object -> Age.of(object.string("metadata", "creationTimestamp"), clock.instant()));
  }
}
