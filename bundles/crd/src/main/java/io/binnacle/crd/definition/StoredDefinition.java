package io.binnacle.crd.definition;

import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.object.Unstructured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Definitions as kube-apiserver keeps them: in v1beta1, where what is the same in all versions
 * stands once, beside them. Errors of validation name the fields of that form.
 */
public final class StoredDefinition {
  /** The kind of stored definitions. */
  public static final GroupVersionKind KIND =
      new GroupVersionKind("apiextensions.k8s.io", "v1beta1", "CustomResourceDefinition");

  /** What may stand once: its name in a version, and at the top. */
  private static final Map<String, String> SHARED = shared();

  private StoredDefinition() {}

  private static Map<String, String> shared() {
    Map<String, String> shared = new LinkedHashMap<>();
    shared.put("schema", "validation");
    shared.put("subresources", "subresources");
    shared.put("additionalPrinterColumns", "additionalPrinterColumns");
    shared.put("selectableFields", "selectableFields");
    return shared;
  }

  /** From v1 to the stored form; changes its argument. */
  public static Unstructured toStored(Unstructured definition) {
    Map<String, @Nullable Object> spec = definition.map("spec");
    if (spec.isEmpty()) {
      return definition;
    }
    List<Unstructured> versions = definition.items("spec", "versions");
    versions.forEach(version -> renameColumns(version, "jsonPath", "JSONPath"));
    Map<String, @Nullable Object> stored = new LinkedHashMap<>();
    stored.put("group", spec.get("group"));
    if (!versions.isEmpty()) {
      stored.put("version", versions.get(0).string("name"));
    }
    stored.put("names", spec.get("names"));
    stored.put("scope", spec.get("scope"));
    SHARED.forEach((inVersion, atTop) -> hoist(versions, inVersion, atTop, stored));
    stored.put("versions", spec.get("versions"));
    stored.put("conversion", conversionToStored(spec.get("conversion")));
    stored.put("preserveUnknownFields", Boolean.TRUE.equals(spec.get("preserveUnknownFields")));
    stored.values().removeIf(Objects::isNull);
    definition.set(stored, "spec");
    return definition;
  }

  private static void hoist(
      List<Unstructured> versions,
      String inVersion,
      String atTop,
      Map<String, @Nullable Object> stored) {
    Object first = versions.isEmpty() ? null : versions.get(0).get(inVersion);
    boolean same = first != null && versions.stream().allMatch(v -> first.equals(v.get(inVersion)));
    if (same) {
      stored.put(atTop, first);
      versions.forEach(version -> version.content().remove(inVersion));
    }
  }

  private static @Nullable Object conversionToStored(@Nullable Object given) {
    if (!(given instanceof Map<?, ?>)) {
      return given;
    }
    Unstructured conversion = Unstructured.of(given);
    Object webhook = conversion.remove("webhook");
    if (webhook instanceof Map<?, ?>) {
      Unstructured parts = Unstructured.of(webhook);
      putUnlessNull(conversion, "webhookClientConfig", parts.get("clientConfig"));
      putUnlessNull(conversion, "conversionReviewVersions", parts.get("conversionReviewVersions"));
    }
    return conversion.content();
  }

  /** From the stored form to v1; changes its argument. */
  public static Unstructured fromStored(Unstructured definition) {
    Map<String, @Nullable Object> stored = definition.map("spec");
    if (stored.isEmpty()) {
      return definition;
    }
    Map<String, @Nullable Object> spec = new LinkedHashMap<>(stored);
    if (!(spec.get("versions") instanceof List<?> list) || list.isEmpty()) {
      spec.put("versions", onlyVersion(stored.get("version")));
    }
    spec.remove("version");
    definition.set(spec, "spec");
    for (Unstructured version : definition.items("spec", "versions")) {
      SHARED.forEach(
          (inVersion, atTop) -> {
            if (stored.get(atTop) != null) {
              version.content().putIfAbsent(inVersion, Unstructured.copy(stored.get(atTop)));
            }
          });
      renameColumns(version, "JSONPath", "jsonPath");
    }
    SHARED.values().forEach(spec::remove);
    if (spec.get("conversion") instanceof Map<?, ?> map) {
      conversionFromStored(Unstructured.of(map));
    }
    if (!Boolean.TRUE.equals(spec.get("preserveUnknownFields"))) {
      spec.remove("preserveUnknownFields");
    }
    return definition;
  }

  private static List<@Nullable Object> onlyVersion(@Nullable Object name) {
    Map<String, @Nullable Object> version = new LinkedHashMap<>();
    version.put("name", name);
    version.put("served", true);
    version.put("storage", true);
    List<@Nullable Object> versions = new ArrayList<>();
    versions.add(version);
    return versions;
  }

  private static void conversionFromStored(Unstructured conversion) {
    Object config = conversion.remove("webhookClientConfig");
    Object versions = conversion.remove("conversionReviewVersions");
    if (config != null || versions != null) {
      Unstructured webhook = new Unstructured(new LinkedHashMap<>());
      putUnlessNull(webhook, "clientConfig", config);
      putUnlessNull(webhook, "conversionReviewVersions", versions);
      conversion.set(webhook.content(), "webhook");
    }
  }

  private static void putUnlessNull(Unstructured into, String field, @Nullable Object value) {
    if (value != null) {
      into.set(value, field);
    }
  }

  private static void renameColumns(Unstructured version, String from, String to) {
    for (Unstructured column : version.items("additionalPrinterColumns")) {
      Object path = column.remove(from);
      if (path != null) {
        column.set(path, to);
      }
    }
  }
}
