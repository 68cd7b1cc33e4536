package io.binnacle.resources.core.internal.rules;

import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.Names;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Port numbers, and ports given by number or by name. */
public final class PortRules {
  public static final String RANGE = "must be between 1 and 65535, inclusive";

  private PortRules() {}

  public static boolean isPort(long number) {
    return number >= 1 && number <= 65535;
  }

  /** A port given by number or by name. */
  public static List<FieldError> numberOrName(@Nullable Object port, String path) {
    if (port instanceof String name) {
      return Names.portProblems(name).stream().map(w -> FieldError.invalid(path, name, w)).toList();
    }
    long number = port instanceof Number n ? n.longValue() : 0;
    return isPort(number) ? List.of() : List.of(FieldError.invalid(path, number, RANGE));
  }
}
