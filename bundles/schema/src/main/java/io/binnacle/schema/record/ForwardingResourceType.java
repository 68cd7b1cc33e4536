package io.binnacle.schema.record;

import io.binnacle.api.object.GroupResource;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.StorageCodec;
import io.binnacle.api.type.StoredKind;
import io.binnacle.api.type.Strategy;
import io.binnacle.api.type.Subresource;
import io.binnacle.api.type.TypeVersion;
import io.binnacle.api.type.Verb;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A resource type that is another one, for components: {@code @Component(service =
 * ResourceType.class) class Widgets extends ForwardingResourceType}, with a constructor that passes
 * what a {@link ResourceTypeBuilder} built.
 */
public abstract class ForwardingResourceType implements ResourceType {
  private final ResourceType type;

  protected ForwardingResourceType(ResourceType type) {
    this.type = Objects.requireNonNull(type, "type");
  }

  @Override
  public GroupResource resource() {
    return type.resource();
  }

  @Override
  public String kind() {
    return type.kind();
  }

  @Override
  public String singular() {
    return type.singular();
  }

  @Override
  public List<String> shortNames() {
    return type.shortNames();
  }

  @Override
  public List<String> categories() {
    return type.categories();
  }

  @Override
  public boolean isNamespaced() {
    return type.isNamespaced();
  }

  @Override
  public List<TypeVersion> versions() {
    return type.versions();
  }

  @Override
  public boolean isServed(String version) {
    return type.isServed(version);
  }

  @Override
  public boolean isCustom() {
    return type.isCustom();
  }

  @Override
  public String storageVersion() {
    return type.storageVersion();
  }

  @Override
  public Optional<StorageCodec> codec() {
    return type.codec();
  }

  @Override
  public String deprecation(String version) {
    return type.deprecation(version);
  }

  @Override
  public Optional<StoredKind> storedKind() {
    return type.storedKind();
  }

  @Override
  public Set<Verb> verbs() {
    return type.verbs();
  }

  @Override
  public Strategy strategy() {
    return type.strategy();
  }

  @Override
  public List<Subresource> subresources() {
    return type.subresources();
  }

  @Override
  public String storagePrefix() {
    return type.storagePrefix();
  }

  @Override
  public Set<String> selectableFields() {
    return type.selectableFields();
  }

  @Override
  public int groupPriority() {
    return type.groupPriority();
  }

  @Override
  public Optional<Review> review() {
    return type.review();
  }
}
