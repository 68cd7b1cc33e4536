package io.binnacle.resources.admissionregistration.internal;

import io.binnacle.api.expression.ExpressionChecker;
import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.object.Unstructured;
import io.binnacle.schema.table.ResourceTables;
import io.binnacle.schema.table.ResourceTypeRegistration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Registers the types of admissionregistration.k8s.io while the bundle is active. Mutating policies
 * are stored in the version that kube-apiserver stores them in, which is no longer served.
 * Expressions are taken as they are while nobody checks them.
 */
@Component(service = {})
public final class AdmissionRegistrationResources {
  private static final String GROUP = "admissionregistration.k8s.io";

  private final ResourceTypeRegistration registration;
  private volatile ExpressionChecker checker = ExpressionChecker.NONE;

  @Activate
  public AdmissionRegistrationResources(BundleContext context) {
    registration = tables(() -> checker).register(context);
  }

  @Deactivate
  void stop() {
    registration.close();
  }

  @Reference(
      name = "checker",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC)
  void bindChecker(ExpressionChecker found) {
    checker = found;
  }

  void unbindChecker(ExpressionChecker found) {
    if (checker == found) {
      checker = ExpressionChecker.NONE;
    }
  }

  /**
   * The types as the bundle's tables and strategies make them.
   *
   * @param checker knows the language of expressions
   */
  static ResourceTables tables(Supplier<ExpressionChecker> checker) {
    ExpressionRules expressions = new ExpressionRules(checker);
    ResourceTables tables =
        ResourceTables.in(AdmissionRegistrationResources.class)
            .strategy("validatingwebhookconfigurations", new WebhookStrategy(false, expressions))
            .strategy("mutatingwebhookconfigurations", new WebhookStrategy(true, expressions))
            .strategy("validatingadmissionpolicies", new ValidatingPolicyStrategy(expressions))
            .strategy("mutatingadmissionpolicies", new MutatingPolicyStrategy(expressions))
            .strategy("validatingadmissionpolicybindings", new PolicyBindingStrategy(true))
            .strategy("mutatingadmissionpolicybindings", new PolicyBindingStrategy(false))
            .cell("paramKind", PolicyCells::paramKind)
            .cell("paramRef", PolicyCells::paramRef);
    storedAsBeta(tables, "mutatingadmissionpolicies", "MutatingAdmissionPolicy");
    storedAsBeta(tables, "mutatingadmissionpolicybindings", "MutatingAdmissionPolicyBinding");
    return tables;
  }

  /** The two versions differ in nothing but their name. */
  private static void storedAsBeta(ResourceTables tables, String resource, String kind) {
    tables.storedAs(
        resource,
        new GroupVersionKind(GROUP, "v1beta1", kind),
        UnaryOperator.<Unstructured>identity(),
        UnaryOperator.<Unstructured>identity());
  }
}
