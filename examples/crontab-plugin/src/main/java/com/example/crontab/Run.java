package com.example.crontab;

import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.status.StatusException;
import io.binnacle.schema.record.Property;

/** Asks for a run now: {@code POST …/crontabs/NAME/run}. */
public record Run(
    @Property(required = true, minLength = 1, description = "Why it can't wait.") String reason) {

  /** What is answered. */
  public record RunRequested(String by, String reason) {}

  /** Notes the wish in an annotation, for whoever runs the job. */
  static RunRequested now(
      RequestContext context, ResourceStore store, String namespace, String name, Run asked) {
    store.patch(
        context.onSubresource(""),
        namespace,
        name,
        cronTab -> {
          if (cronTab == null) {
            throw StatusException.notFound(store.type().resource(), name);
          }
          cronTab.set(asked.reason(), "metadata", "annotations", "stable.example.com/run-now");
          return cronTab;
        });
    return new RunRequested(context.user().name(), asked.reason());
  }
}
