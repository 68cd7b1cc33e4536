package io.binnacle.schema.record;

import io.binnacle.api.status.FieldError;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A type as an author would write it. */
record Widget(@Property(required = true) Spec spec, Status status) {
  enum Color {
    RED,
    BLUE
  }

  record Spec(
      @Property(description = "How big it is.", minimum = 1, maximum = 10, defaultJson = "3")
          int size,
      Color color,
      @Property(pattern = "^[a-z ]+$", maxLength = 8) String motto,
      @Property(listKeys = "name") List<Part> parts,
      @Property(set = true) List<String> tags,
      Map<String, Long> weights,
      Optional<Part> spare,
      double ratio,
      Boolean shiny,
      Instant born,
      Object extra) {}

  record Part(@Property(required = true) String name, List<Part> parts) {}

  record Status(@Property(name = "observed-size") Integer observedSize) {}

  Widget withDefaults() {
    Spec s = spec;
    String motto = s.motto().isEmpty() ? "go" : s.motto();
    return new Widget(
        new Spec(
            s.size(),
            s.color(),
            motto,
            s.parts(),
            s.tags(),
            s.weights(),
            s.spare(),
            s.ratio(),
            s.shiny(),
            s.born(),
            s.extra()),
        status);
  }

  List<FieldError> problems() {
    return spec.size() == 7
        ? List.of(FieldError.invalid("spec.size", 7L, "must not be seven"))
        : List.of();
  }
}
