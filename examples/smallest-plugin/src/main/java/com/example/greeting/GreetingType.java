package com.example.greeting;

import io.binnacle.api.type.ResourceType;
import io.binnacle.schema.record.ForwardingResourceType;
import io.binnacle.schema.record.RecordResourceType;
import org.osgi.service.component.annotations.Component;

/** While this component is there, greetings.example.com are served. */
@Component(service = ResourceType.class)
public final class GreetingType extends ForwardingResourceType {
  public GreetingType() {
    super(RecordResourceType.of("example.com", "v1", "greetings", Greeting.class).build());
  }
}
