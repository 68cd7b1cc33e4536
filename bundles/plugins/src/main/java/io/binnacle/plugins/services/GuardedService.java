package io.binnacle.plugins.services;

import io.binnacle.plugins.guard.Guard;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/** A service of a plugin's and what stands in its place. Guarded by {@link GuardedServices}. */
final class GuardedService {
  final ServiceReference<?> reference;
  final Bundle bundle;
  final Guard guard;
  final String contract;
  String shown;
  NameClaims.@Nullable Names names;
  @Nullable Object service;
  @Nullable ServiceRegistration<?> registration;
  String problem = "";
  boolean conflict;
  boolean gone;

  GuardedService(ServiceReference<?> reference, Bundle bundle, Guard guard, String contract) {
    this.reference = reference;
    this.bundle = bundle;
    this.guard = guard;
    this.contract = contract;
    this.shown = contract.substring(contract.lastIndexOf('.') + 1);
  }
}
