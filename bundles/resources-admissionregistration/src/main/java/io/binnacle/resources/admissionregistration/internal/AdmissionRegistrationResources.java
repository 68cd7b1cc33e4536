package io.binnacle.resources.admissionregistration.internal;

import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.object.Unstructured;
import io.binnacle.schema.table.ResourceTables;
import io.binnacle.schema.table.ResourceTypeRegistration;
import java.util.function.UnaryOperator;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Registers the types of admissionregistration.k8s.io while the bundle is active. Mutating policies
 * are stored in the version that kube-apiserver stores them in, which is no longer served.
 */
@Component(service = {})
public final class AdmissionRegistrationResources {
  private static final String GROUP = "admissionregistration.k8s.io";

  private final ResourceTypeRegistration registration;

  @Activate
  public AdmissionRegistrationResources(BundleContext context) {
    registration = tables().register(context);
  }

  @Deactivate
  void stop() {
    registration.close();
  }

  /** The types as the bundle's tables and strategies make them. */
  static ResourceTables tables() {
    ResourceTables tables =
        ResourceTables.in(AdmissionRegistrationResources.class)
            .strategy("validatingwebhookconfigurations", new WebhookStrategy(false))
            .strategy("mutatingwebhookconfigurations", new WebhookStrategy(true))
            .strategy("validatingadmissionpolicies", new ValidatingPolicyStrategy())
            .strategy("mutatingadmissionpolicies", new MutatingPolicyStrategy())
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
