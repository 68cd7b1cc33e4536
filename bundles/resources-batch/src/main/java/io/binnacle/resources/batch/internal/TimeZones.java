package io.binnacle.resources.batch.internal;

import io.binnacle.api.status.FieldError;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of the IANA time zone database, of which the JVM carries a copy. */
final class TimeZones {
  private static final Pattern PART = Pattern.compile("[A-Za-z.\\-_0-9+]{1,14}");
  private static final Set<String> KNOWN = ZoneRulesProvider.getAvailableZoneIds();

  private TimeZones() {}

  static boolean isKnown(String name) {
    // The JVM leaves out three names that stand for a fixed offset.
    return KNOWN.contains(name) || Set.of("EST", "MST", "HST").contains(name);
  }

  static List<FieldError> problems(String name, String path) {
    if (name.isEmpty()) {
      return List.of(FieldError.invalid(path, name, "timeZone must be nil or non-empty string"));
    }
    FieldError unknown = FieldError.invalid(path, name, "unknown time zone " + name);
    for (String part : name.split("/", -1)) {
      boolean dots = part.equals(".") || part.equals("..");
      if (dots || part.startsWith("-") || !PART.matcher(part).matches()) {
        return List.of(unknown);
      }
    }
    List<FieldError> errors = new ArrayList<>();
    boolean local = name.equalsIgnoreCase("Local");
    if (local) {
      errors.add(
          FieldError.invalid(
              path,
              name,
              "timeZone must be an explicit time zone as defined in"
                  + " https://www.iana.org/time-zones"));
    }
    if (!isKnown(name) && !name.equals("Local")) {
      errors.add(unknown);
    }
    return errors;
  }
}
