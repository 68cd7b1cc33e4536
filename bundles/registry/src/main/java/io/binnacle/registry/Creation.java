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
import java.security.SecureRandom;
import java.util.List;

/** How an object comes to be. */
final class Creation {
  private static final String SUFFIX_ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
  private static final int SUFFIX_LENGTH = 5;
  private static final int MAX_GENERATED_PREFIX = 63 - SUFFIX_LENGTH;

  private final Served served;
  private final Decoder decoder;
  private final FieldTracking tracking;
  private final SecureRandom random = new SecureRandom();
  private final Uids uids = new Uids(random);
  private final Timestamp clock = new Timestamp();

  Creation(Served served, FieldTracking tracking) {
    this.served = served;
    this.tracking = tracking;
    this.decoder = new Decoder(served);
  }

  Step create(RequestContext context, String namespace, Unstructured body) {
    Unstructured object = decoder.decode(context, body);
    if (!object.resourceVersion().isEmpty() && !object.resourceVersion().equals("0")) {
      throw StatusException.unreasoned(
          "resourceVersion should not be set on objects to be created");
    }
    adoptNamespace(object, namespace);
    tracking.afterUpdate(context, null, object, FieldTracking.given(body));
    return createTracked(
        context,
        namespace,
        object,
        new Step.Work(
            () -> {
              throw alreadyExists(namespace, object);
            }));
  }

  /**
   * Goes on with an object that is in the storage version and has its defaults and managers.
   *
   * @param taken what to do if another has made an object of that name
   */
  Step createTracked(RequestContext context, String namespace, Unstructured object, Step taken) {
    adoptNamespace(object, namespace);
    FieldTracking.mutate(served, review(context, namespace, object), object);
    prepare(context, object);
    try {
      check(context, namespace, object);
    } catch (StatusException refused) {
      served.strategy().afterDelete(context, object);
      throw refused;
    }
    return store(context, namespace, object, taken);
  }

  private void check(RequestContext context, String namespace, Unstructured object) {
    List<FieldError> errors =
        MetadataRules.validate(object, served.strategy(), served.type().isNamespaced());
    errors.addAll(served.strategy().validate(context, object));
    if (!errors.isEmpty()) {
      throw StatusException.invalid(served.refusedKind(context.version()), object.name(), errors);
    }
    served.strategy().warnings(context, object).forEach(context.warnings());
    served.admission().validate(review(context, namespace, object));
  }

  private void adoptNamespace(Unstructured object, String namespace) {
    if (!served.type().isNamespaced()) {
      // Manifests that name one are many; the original has always let it go.
      object.remove("metadata", "namespace");
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
    for (String field : List.of("deletionTimestamp", "deletionGracePeriodSeconds", "selfLink")) {
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
    object.set(uids.next(), "metadata", "uid");
    object.set(clock.now(), "metadata", "creationTimestamp");
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

  private Step store(RequestContext context, String namespace, Unstructured object, Step taken) {
    if (context.dryRun()) {
      if (served.find(namespace, object.name()) != null) {
        throw alreadyExists(namespace, object);
      }
      return new Step.Done(new WriteResult(served.answer(context, object), Outcome.CREATED));
    }
    String key = served.key(namespace, object.name());
    byte[] stored = served.translator().toStored(object);
    return new Step.Store(
        Txn.create(key, stored, served.lease(object)),
        result ->
            result.succeeded()
                ? served.written(context, object, stored, result, Outcome.CREATED)
                : new Step.Work(() -> refused(context, object, taken)));
  }

  private Step refused(RequestContext context, Unstructured object, Step taken) {
    served.strategy().afterDelete(context, object);
    return taken;
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
