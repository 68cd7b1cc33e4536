package com.example.greeting;

import io.binnacle.schema.record.Property;

/** What is said to somebody; the record is the type's schema. */
public record Greeting(@Property(required = true) Spec spec) {

  /** The wish. */
  public record Spec(
      @Property(required = true, minLength = 1, description = "Who is greeted.") String name,
      @Property(defaultJson = "\"Hello\"", description = "The words to say.") String words) {}
}
