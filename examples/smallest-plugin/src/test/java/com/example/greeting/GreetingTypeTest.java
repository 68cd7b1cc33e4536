package com.example.greeting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.ResourceType;
import java.util.List;
import org.junit.jupiter.api.Test;

class GreetingTypeTest {
  private final ResourceType type = new GreetingType();

  @Test
  void whatIsNotSaidIsFilledIn() {
    Unstructured greeting = greeting("Ann");
    type.strategy().applyDefaults(greeting);
    assertEquals("Hello", greeting.string("spec", "words"));
  }

  @Test
  void somebodyMustBeGreeted() {
    List<String> problems =
        type.strategy().validate(RequestContext.server("v1"), greeting("")).stream()
            .map(FieldError::text)
            .toList();
    assertEquals(
        List.of(
            "spec.name: Invalid value: \"\": spec.name in body should be at least 1 chars long"),
        problems);
  }

  private static Unstructured greeting(String name) {
    Unstructured greeting = Unstructured.create("example.com/v1", "Greeting");
    greeting.set(name, "spec", "name");
    return greeting;
  }
}
