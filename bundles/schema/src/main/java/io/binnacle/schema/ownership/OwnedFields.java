package io.binnacle.schema.ownership;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a manager owns.
 *
 * @param set the fields
 * @param apiVersion the version whose fields they are
 * @param time when they last changed, RFC 3339; "" for never said
 * @param entry the entry of managedFields that says all this; null if it is to be written anew
 */
record OwnedFields(
    FieldSet set, String apiVersion, String time, @Nullable Map<String, @Nullable Object> entry) {
  static OwnedFields of(FieldSet set, String apiVersion) {
    return new OwnedFields(set, apiVersion, "", null);
  }

  /** The same owner at the same time with other fields. */
  OwnedFields with(FieldSet other) {
    return other == set ? this : new OwnedFields(other, apiVersion, time, null);
  }

  OwnedFields at(String when) {
    return new OwnedFields(set, apiVersion, when, null);
  }
}
