package io.binnacle.resources.rbac.internal;

import io.binnacle.api.auth.Gate;
import io.binnacle.api.auth.RuleResolver;
import io.binnacle.api.auth.TokenReviewer;
import io.binnacle.schema.table.ResourceTables;
import io.binnacle.schema.table.ResourceTypeRegistration;
import java.time.InstantSource;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Registers the types of rbac.authorization.k8s.io, authorization.k8s.io and authentication.k8s.io
 * while the bundle is active.
 */
@Component(service = {})
public final class RbacResources {
  private final ResourceTypeRegistration registration;

  @Activate
  public RbacResources(BundleContext context, @Reference LateAuth auth) {
    registration = tables(auth, auth, auth).register(context);
  }

  @Deactivate
  void stop() {
    registration.close();
  }

  /** The types as the bundle's tables, strategies and reviews make them. */
  static ResourceTables tables(Gate gate, RuleResolver resolver, TokenReviewer tokens) {
    return ResourceTables.in(RbacResources.class)
        .strategy("roles", new RoleStrategy(true))
        .strategy("clusterroles", new RoleStrategy(false))
        .strategy("rolebindings", new RoleBindingStrategy(true))
        .strategy("clusterrolebindings", new RoleBindingStrategy(false))
        .review("subjectaccessreviews", new AccessReview(AccessReview.Scope.ANYONE, gate))
        .review("selfsubjectaccessreviews", new AccessReview(AccessReview.Scope.SELF, gate))
        .review("localsubjectaccessreviews", new AccessReview(AccessReview.Scope.LOCAL, gate))
        .review("selfsubjectrulesreviews", new RulesReview(resolver))
        .review("selfsubjectreviews", new SelfReview(InstantSource.system()))
        .review("tokenreviews", new TokenReview(tokens))
        .cell("role", BindingCells::role)
        .cell("users", binding -> BindingCells.subjects(binding, "User"))
        .cell("groups", binding -> BindingCells.subjects(binding, "Group"))
        .cell("serviceAccounts", binding -> BindingCells.subjects(binding, "ServiceAccount"));
  }
}
