package io.binnacle.resources.apiregistration.internal;

import io.binnacle.api.schema.Field;
import io.binnacle.api.schema.StructType;
import io.binnacle.api.type.ResourceType;
import io.binnacle.api.type.StoredKind;
import io.binnacle.schema.record.ForwardingResourceType;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A type whose objects kube-apiserver keeps as JSON in etcd, though clients may use protobuf. */
final class JsonStored extends ForwardingResourceType {
  private final StoredKind stored;

  JsonStored(ResourceType type) {
    super(type);
    StructType schema = type.versions().get(0).schema();
    this.stored =
        new StoredKind(
            type.kindIn(type.storageVersion()),
            new StructType(schema.name(), schema.isAtomic(), () -> unnumbered(schema)),
            UnaryOperator.identity(),
            UnaryOperator.identity());
  }

  @Override
  public Optional<StoredKind> storedKind() {
    return Optional.of(stored);
  }

  private static List<Field> unnumbered(StructType schema) {
    return schema.fields().values().stream()
        .map(field -> Field.of(field.name(), field.type()))
        .toList();
  }
}
