package io.binnacle.resources.core.internal.strategy;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.type.Strategy;
import java.util.Set;

/** ServiceAccounts: stored as they are, but that of their secrets only the names are kept. */
public final class ServiceAccountStrategy implements Strategy {
  private static final Set<String> NAME = Set.of("name");

  @Override
  public void prepareForCreate(RequestContext context, Unstructured object) {
    keepNames(object);
  }

  @Override
  public void prepareForUpdate(RequestContext context, Unstructured object, Unstructured previous) {
    keepNames(object);
  }

  private static void keepNames(Unstructured object) {
    object.items("secrets").forEach(secret -> secret.content().keySet().retainAll(NAME));
  }

  @Override
  public boolean tracksGeneration() {
    return false;
  }

  @Override
  public boolean returnsDeletedObject() {
    return true;
  }
}
