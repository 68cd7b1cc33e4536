package com.example.imagepolicy;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.type.ResourceType;
import io.binnacle.schema.record.ForwardingResourceType;
import io.binnacle.schema.record.OpenApiResourceType;
import io.binnacle.schema.record.SchemaFile;
import java.util.List;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;

/** The type by an OpenAPI schema, stored in its own bytes. */
@Component(service = ResourceType.class)
public final class ImagePolicyType extends ForwardingResourceType {
  static final String RESOURCE = "imagepolicies.policy.example.com";

  public ImagePolicyType() {
    super(
        OpenApiResourceType.of(
                "policy.example.com",
                "v1",
                "imagepolicies",
                "ImagePolicy",
                SchemaFile.beside(ImagePolicyType.class, "imagepolicy.yaml"))
            .clusterWide()
            .validation(ImagePolicyType::problems)
            .column("Registries", "string", ImagePolicyType::registries)
            .storedBy(new DeflatedJson())
            .build());
  }

  private static List<FieldError> problems(Unstructured policy) {
    String registry = policy.string("spec", "defaultRegistry");
    return registry.isEmpty() || policy.list("spec", "registries").contains(registry)
        ? List.of()
        : List.of(
            FieldError.invalid("spec.defaultRegistry", registry, "must be one of the registries"));
  }

  private static String registries(Unstructured policy) {
    return policy.list("spec", "registries").stream()
        .map(String::valueOf)
        .collect(Collectors.joining(","));
  }
}
