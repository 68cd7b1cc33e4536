package io.binnacle.crd.serving;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.Strategy;
import io.binnacle.api.type.Subresource;
import io.binnacle.api.type.TypeVersion;
import io.binnacle.crd.serving.Definition.Version;
import io.binnacle.crd.structural.CustomForm;
import io.binnacle.crd.structural.OwnershipTypes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A resource type that a CustomResourceDefinition defines. Immutable but for whether the definition
 * is being deleted; a changed definition makes another type.
 */
public final class CustomType implements ResourceType {
  private final Definition definition;
  private final List<TypeVersion> versions;
  private final CustomStrategy strategy;
  private final List<Subresource> subresources;
  private final Set<String> selectable;

  /**
   * @param clock what ages in Tables are counted from
   * @param conversion between the versions
   */
  public CustomType(Definition definition, InstantSource clock, VersionConversion conversion) {
    this.definition = definition;
    this.versions = versions(definition, clock, conversion);
    this.subresources = subresources(definition.stored());
    Set<String> keys = new LinkedHashSet<>();
    definition.versions().forEach(version -> keys.addAll(version.selectable()));
    this.selectable = Collections.unmodifiableSet(keys);
    this.strategy = new CustomStrategy(definition, keys, this::inVersion);
  }

  private static List<TypeVersion> versions(
      Definition definition, InstantSource clock, VersionConversion conversion) {
    String stored = apiVersion(definition, definition.stored().name());
    List<TypeVersion> result = new ArrayList<>();
    for (Version version : definition.versions()) {
      String own = apiVersion(definition, version.name());
      UnaryOperator<Unstructured> toStorage =
          object -> pruned(definition.stored(), conversion.convert(object, stored));
      UnaryOperator<Unstructured> fromStorage =
          object -> pruned(version, conversion.convert(object, own));
      result.add(
          new TypeVersion(
              version.name(),
              OwnershipTypes.object(component(definition, version.name()), version.schema()),
              PrinterColumns.of(version.columns(), clock),
              toStorage,
              fromStorage,
              new CustomForm(version.schema())));
    }
    return List.copyOf(result);
  }

  private static Unstructured pruned(Version version, Unstructured converted) {
    return new Unstructured(new CustomForm(version.schema()).formStored(converted.content()));
  }

  private static String apiVersion(Definition definition, String version) {
    return definition.group() + "/" + version;
  }

  /** Reversed group, version, kind: the way OpenAPI documents name components. */
  private static String component(Definition definition, String version) {
    List<String> parts = new ArrayList<>(Arrays.asList(definition.group().split("\\.")));
    Collections.reverse(parts);
    return String.join(".", parts) + "." + version + "." + definition.names().kind();
  }

  private static List<Subresource> subresources(Version version) {
    List<Subresource> result = new ArrayList<>();
    if (version.subresources().content().containsKey("status")) {
      result.add(new Subresource.Status());
    }
    Unstructured scale = new Unstructured(version.subresources().map("scale"));
    if (!scale.content().isEmpty()) {
      result.add(
          new Subresource.Scale(
              scale.string("specReplicasPath"),
              scale.string("statusReplicasPath"),
              scale.string("labelSelectorPath")));
    }
    return List.copyOf(result);
  }

  private Unstructured inVersion(Unstructured object, String version) {
    if (object.apiVersion().equals(apiVersion(definition, version))) {
      return object;
    }
    return version(version).orElseThrow().fromStorage().apply(object.deepCopy());
  }

  /** From now on no object can be created: the definition is being deleted. */
  public void terminate() {
    strategy.terminate();
  }

  @Override
  public GroupResource resource() {
    return new GroupResource(definition.group(), definition.plural());
  }

  @Override
  public String kind() {
    return definition.names().kind();
  }

  @Override
  public String singular() {
    return definition.names().singular();
  }

  @Override
  public List<String> shortNames() {
    return definition.names().shortNames();
  }

  @Override
  public List<String> categories() {
    return definition.names().categories();
  }

  @Override
  public boolean isNamespaced() {
    return definition.namespaced();
  }

  @Override
  public List<TypeVersion> versions() {
    return versions;
  }

  @Override
  public boolean isServed(String version) {
    return find(version).served();
  }

  @Override
  public String deprecation(String version) {
    return find(version).warning();
  }

  private Version find(String name) {
    return definition.versions().stream()
        .filter(version -> version.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(resource() + " has no version " + name));
  }

  @Override
  public boolean isCustom() {
    return true;
  }

  @Override
  public String storageVersion() {
    return definition.stored().name();
  }

  @Override
  public Strategy strategy() {
    return strategy;
  }

  @Override
  public List<Subresource> subresources() {
    return subresources;
  }

  @Override
  public Set<String> selectableFields() {
    return selectable;
  }
}
