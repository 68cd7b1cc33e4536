package io.binnacle.registry;

import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.WriteResult;
import io.binnacle.api.registry.WriteResult.Outcome;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.storage.Txn;
import io.binnacle.api.storage.TxnResult;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** How an object comes to be. */
final class Creation {
  private static final String SUFFIX_ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
  private static final int SUFFIX_LENGTH = 5;
  private static final int MAX_GENERATED_PREFIX = 63 - SUFFIX_LENGTH;

  private final Served served;
  private final Decoder decoder;
  private final SecureRandom random = new SecureRandom();

  Creation(Served served) {
    this.served = served;
    this.decoder = new Decoder(served);
  }

  WriteResult create(RequestContext context, String namespace, Unstructured body) {
    Unstructured object = decoder.decode(context, body);
    if (!object.resourceVersion().isEmpty() && !object.resourceVersion().equals("0")) {
      throw StatusException.unreasoned(
          "resourceVersion should not be set on objects to be created");
    }
    return createDecoded(context, namespace, object);
  }

  /** Goes on with an object that is in the storage version and has its defaults. */
  WriteResult createDecoded(RequestContext context, String namespace, Unstructured object) {
    adoptNamespace(object, namespace);
    served.admission().mutate(review(context, namespace, object));
    prepare(context, object);
    List<FieldError> errors =
        new ArrayList<>(
            MetadataRules.validate(object, served.strategy(), served.type().isNamespaced()));
    errors.addAll(served.strategy().validate(context, object));
    if (!errors.isEmpty()) {
      throw StatusException.invalid(served.type().kindIn(context.version()), object.name(), errors);
    }
    served.strategy().warnings(context, object).forEach(context.warnings());
    served.admission().validate(review(context, namespace, object));
    return store(context, namespace, object);
  }

  private void adoptNamespace(Unstructured object, String namespace) {
    if (!served.type().isNamespaced()) {
      if (!object.namespace().isEmpty()) {
        throw StatusException.badRequest(
            "the namespace of the provided object does not match the namespace sent on the request");
      }
      return;
    }
    if (object.namespace().isEmpty()) {
      object.set(namespace, "metadata", "namespace");
    } else if (!object.namespace().equals(namespace)) {
      throw StatusException.badRequest(
          "the namespace of the provided object does not match the namespace sent on the request");
    }
  }

  private AdmissionReview review(RequestContext context, String namespace, Unstructured object) {
    return new AdmissionReview(
        Operation.CREATE, context, served.type(), namespace, object.name(), object, null);
  }

  private void prepare(RequestContext context, Unstructured object) {
    if (object.get("metadata") == null) {
      object.set(new java.util.LinkedHashMap<String, Object>(), "metadata");
    }
    for (String field :
        List.of("deletionTimestamp", "deletionGracePeriodSeconds", "selfLink", "managedFields")) {
      object.remove("metadata", field);
    }
    object.remove("metadata", "resourceVersion");
    object.remove("metadata", "generation");
    if (served.hasStatus()) {
      object.remove("status");
    }
    if (served.strategy().tracksGeneration()) {
      object.set(1L, "metadata", "generation");
    }
    generateName(object);
    object.set(UUID.randomUUID().toString(), "metadata", "uid");
    object.set(
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), "metadata", "creationTimestamp");
    served.strategy().prepareForCreate(context, object);
  }

  private void generateName(Unstructured object) {
    String prefix = object.string("metadata", "generateName");
    if (prefix.isEmpty() || !object.name().isEmpty()) {
      return;
    }
    StringBuilder name =
        new StringBuilder(
            prefix.length() > MAX_GENERATED_PREFIX
                ? prefix.substring(0, MAX_GENERATED_PREFIX)
                : prefix);
    for (int i = 0; i < SUFFIX_LENGTH; i++) {
      name.append(SUFFIX_ALPHABET.charAt(random.nextInt(SUFFIX_ALPHABET.length())));
    }
    object.set(name.toString(), "metadata", "name");
  }

  private WriteResult store(RequestContext context, String namespace, Unstructured object) {
    String key = served.key(namespace, object.name());
    if (context.dryRun()) {
      if (served.find(namespace, object.name()) != null) {
        throw alreadyExists(namespace, object);
      }
      return new WriteResult(served.answer(context, object), Outcome.CREATED);
    }
    TxnResult result =
        served.state().write(Txn.create(key, served.translator().toStored(object), 0));
    if (!result.succeeded()) {
      served.strategy().afterDelete(context, object);
      throw alreadyExists(namespace, object);
    }
    Unstructured stored = Served.written(object, Objects.requireNonNull(result.current())).object();
    return new WriteResult(served.answer(context, stored), Outcome.CREATED);
  }

  private StatusException alreadyExists(String namespace, Unstructured object) {
    Served.Existing existing = served.find(namespace, object.name());
    StatusException plain = StatusException.alreadyExists(served.type().resource(), object.name());
    return existing != null && existing.object().isBeingDeleted()
        ? new StatusException(
            plain.reason(),
            plain.code(),
            "object is being deleted: " + plain.getMessage(),
            plain.details())
        : plain;
  }
}
