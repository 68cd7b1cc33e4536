package io.binnacle.registry;

import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.GroupVersionKind;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore.Patch;
import io.binnacle.api.registry.WriteResult;
import io.binnacle.api.registry.WriteResult.Outcome;
import io.binnacle.api.status.FieldError;
import io.binnacle.api.status.StatusException;
import io.binnacle.schema.ownership.ManagedFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How an object changes: by a whole new one, or by a patch of what it is now. */
final class Modification {
  private static final long MOST_SECONDS = 30;
  private static final String MODIFIED =
      "the object has been modified; please apply your changes to the latest version and try again";

  private final Served served;
  private final Decoder decoder;
  private final FieldTracking tracking;
  private final Creation creation;
  private final Deletion deletion;

  Modification(Served served, FieldTracking tracking, Creation creation, Deletion deletion) {
    this.served = served;
    this.tracking = tracking;
    this.decoder = new Decoder(served);
    this.creation = creation;
    this.deletion = deletion;
  }

  /**
   * One request for a change.
   *
   * @param sent makes the new object of what there is, null for nothing; called for each attempt,
   *     each time with a new tree to be changed
   * @param missing what to do with the new object if there is nothing to change
   * @param deadline when to give up because others keep changing it, in nanoseconds
   */
  private record Change(
      RequestContext context,
      String namespace,
      String name,
      Function<Served.@Nullable Existing, Unstructured> sent,
      BiFunction<Unstructured, Step, Step> missing,
      long deadline) {
    Change(
        RequestContext context,
        String namespace,
        String name,
        Function<Served.@Nullable Existing, Unstructured> sent,
        BiFunction<Unstructured, Step, Step> missing) {
      this(
          context,
          namespace,
          name,
          sent,
          missing,
          System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS));
    }
  }

  Step replace(RequestContext context, String namespace, String name, Unstructured body) {
    Change change =
        new Change(
            context,
            namespace,
            name,
            existing -> {
              Unstructured sent = decoder.decode(context, body);
              checkNames(sent, namespace, name);
              tracking.afterUpdate(context, live(existing), sent, FieldTracking.given(body));
              return sent;
            },
            (sent, again) -> {
              if (!served.strategy().allowsCreateOnUpdate()) {
                throw StatusException.notFound(served.type().resource(), name);
              }
              return createInstead(context, namespace, name, sent, again);
            });
    return begin(change);
  }

  private static @Nullable Unstructured live(Served.@Nullable Existing existing) {
    return existing == null ? null : existing.object();
  }

  private Step createInstead(
      RequestContext context, String namespace, String name, Unstructured sent, Step again) {
    if (!context.subresource().isEmpty()) {
      throw StatusException.notFound(served.type().resource(), name);
    }
    if (!sent.uid().isEmpty()) {
      throw uidConflict(context, namespace, sent, "");
    }
    context.mayCreate().run();
    return creation.createTracked(context, namespace, sent, again);
  }

  Step patch(RequestContext context, String namespace, String name, Patch patch) {
    Change change =
        new Change(
            context,
            namespace,
            name,
            existing -> patched(context, namespace, name, patch, existing),
            (sent, again) -> {
              context.mayCreate().run();
              return creation.createTracked(context, namespace, sent, again);
            });
    return begin(change);
  }

  Step apply(
      RequestContext context, String namespace, String name, Unstructured config, boolean force) {
    Change change =
        new Change(
            context,
            namespace,
            name,
            existing -> applied(context, namespace, name, config, force, existing),
            (sent, again) -> createInstead(context, namespace, name, sent, again));
    return begin(change);
  }

  private Unstructured applied(
      RequestContext context,
      String namespace,
      String name,
      Unstructured config,
      boolean force,
      Served.@Nullable Existing existing) {
    if (existing == null && !context.subresource().isEmpty()) {
      throw StatusException.notFound(served.type().resource(), name);
    }
    Unstructured merged = tracking.apply(context, live(existing), config, force);
    if (merged.name().isEmpty()) {
      throw StatusException.badRequest(
          "the name of the object ("
              + name
              + " based on URL) was undeterminable: name must be provided");
    }
    Unstructured sent =
        decoder.decode(context, merged, problem -> unconverted(context, config, problem));
    checkNames(sent, namespace, name);
    return sent;
  }

  /**
   * What is right by its shape only, such as a text that is no quantity, is found out after all.
   */
  private StatusException unconverted(RequestContext context, Unstructured config, String problem) {
    String version = context.version();
    String group = served.type().resource().group();
    String kind = group + "/" + version + ", Kind=" + served.type().kind();
    boolean bytes = problem.startsWith("illegal base64");
    return StatusException.unreasoned(
        "failed to convert new object ("
            + config.namespace()
            + "/"
            + config.name()
            + "; "
            + kind
            + ") to proper version: unable to convert unstructured object to "
            + kind
            + ": "
            + (bytes ? "error decoding from json: " : "")
            + problem);
  }

  private Unstructured patched(
      RequestContext context,
      String namespace,
      String name,
      Patch patch,
      Served.@Nullable Existing existing) {
    if (existing == null && !patch.createsMissing()) {
      throw StatusException.notFound(served.type().resource(), name);
    }
    Unstructured before = existing == null ? null : served.answer(context, existing.object());
    Unstructured after =
        patch.apply(before == null || patch.leavesCurrent() ? before : before.deepCopy());
    Unstructured sent = decoder.decode(context, after, problem -> patch.unfit(after, problem));
    if (!patch.settlesManagers()) {
      tracking.afterUpdate(context, live(existing), sent, FieldTracking.given(after));
    }
    if (existing == null) {
      sent.setDefault(name, "metadata", "name");
    } else {
      checkNames(sent, namespace, name);
    }
    return sent;
  }

  /**
   * The first attempt begins with what the cache has: if that is old, storage refuses the change.
   * What ends without asking storage has to be true of the newest state, too.
   */
  private Step begin(Change change) {
    if (change.context().dryRun()) {
      return attempt(change, served.find(change.namespace(), change.name()));
    }
    Served.Existing guess = served.guess(change.namespace(), change.name());
    Step step = null;
    StatusException refusal = null;
    try {
      step = attempt(change, guess);
    } catch (StatusException e) {
      refusal = e;
    }
    if (guess != null && !(step instanceof Step.Store)) {
      if (!served.isNewest(guess)) {
        return attempt(change, served.find(change.namespace(), change.name()));
      }
    }
    if (step == null) {
      throw Objects.requireNonNull(refusal);
    }
    return step;
  }

  private Step attempt(Change change, Served.@Nullable Existing existing) {
    Unstructured sent = change.sent().apply(existing);
    Step again = new Step.Work(() -> again(change));
    return existing == null
        ? change.missing().apply(sent, again)
        : change(change.context(), change.namespace(), existing, sent, again);
  }

  private Step again(Change change) {
    if (System.nanoTime() - change.deadline() > 0) {
      throw StatusException.timeout(
          "request did not complete within requested timeout - context deadline exceeded", 0);
    }
    return attempt(change, served.find(change.namespace(), change.name()));
  }

  private void checkNames(Unstructured sent, String namespace, String name) {
    if (!sent.name().equals(name)) {
      throw StatusException.badRequest(
          sent.name().isEmpty()
              ? "name must be provided"
              : "the name of the object ("
                  + sent.name()
                  + ") does not match the name on the URL ("
                  + name
                  + ")");
    }
    if (!served.type().isNamespaced()) {
      sent.remove("metadata", "namespace");
    } else if (sent.namespace().isEmpty()) {
      sent.set(namespace, "metadata", "namespace");
    } else if (!sent.namespace().equals(namespace)) {
      throw StatusException.badRequest(
          "the namespace of the object ("
              + sent.namespace()
              + ") does not match the namespace on the request ("
              + namespace
              + ")");
    }
  }

  /**
   * @param movedOn what to do if storage has moved on since {@code existing} was read
   */
  private Step change(
      RequestContext context,
      String namespace,
      Served.Existing existing,
      Unstructured object,
      Step movedOn) {
    Unstructured previous = existing.object();
    checkPreconditions(context, object, previous);
    KeptFields.keep(served, context, object, previous);
    FieldTracking.mutate(served, review(context, namespace, object, previous), object);
    served.strategy().prepareForUpdate(context, object, previous);
    countGeneration(object, previous);
    List<FieldError> errors =
        MetadataRules.validate(object, served.strategy(), served.type().isNamespaced());
    errors.addAll(MetadataRules.validateUpdate(object, previous));
    errors.addAll(served.strategy().validateUpdate(context, object, previous));
    if (!errors.isEmpty()) {
      throw StatusException.invalid(served.refusedKind(context.version()), object.name(), errors);
    }
    served.strategy().warnings(context, object).forEach(context.warnings());
    served.admission().validate(review(context, namespace, object, previous));
    return store(context, existing, object, movedOn);
  }

  private AdmissionReview review(
      RequestContext context, String namespace, Unstructured object, Unstructured previous) {
    return new AdmissionReview(
        Operation.UPDATE, context, served.type(), namespace, object.name(), object, previous);
  }

  private void checkPreconditions(
      RequestContext context, Unstructured object, Unstructured previous) {
    if (!object.uid().isEmpty() && !object.uid().equals(previous.uid())) {
      throw uidConflict(context, object.namespace(), object, previous.uid());
    }
    String version = object.resourceVersion();
    if (version.isEmpty() || version.equals("0")) {
      if (!served.strategy().allowsUnconditionalUpdate()) {
        GroupResource resource = served.type().resource();
        // The original names the resource where others name the kind.
        throw StatusException.invalid(
            new GroupVersionKind(resource.group(), "", resource.resource()),
            object.name(),
            List.of(
                FieldError.invalid(
                    "metadata.resourceVersion", 0L, "must be specified for an update")));
      }
    } else {
      requireNumber(version);
      if (!version.equals(previous.resourceVersion())) {
        throw StatusException.conflict(served.type().resource(), object.name(), MODIFIED);
      }
    }
  }

  private static void requireNumber(String version) {
    for (int i = 0; i < version.length(); i++) {
      if (version.charAt(i) < '0' || version.charAt(i) > '9') {
        throw StatusException.unreasoned(
            "strconv.ParseUint: parsing \"" + version + "\": invalid syntax");
      }
    }
  }

  private StatusException uidConflict(
      RequestContext context, String namespace, Unstructured object, String found) {
    String key = served.key(namespace, object.name());
    return StatusException.conflict(
        served.type().resource(),
        object.name(),
        "StorageError: invalid object, Code: 4, Key: "
            // What is not to be stored is not looked for below the prefix.
            + (context.dryRun() ? key.substring(key.indexOf('/', 1)) : key)
            + ", ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: "
            + object.uid()
            + ", UID in object meta: "
            + found);
  }

  private void countGeneration(Unstructured object, Unstructured previous) {
    if (served.strategy().tracksGeneration() && !sameButMetadataAndStatus(object, previous)) {
      object.set(previous.number(0, "metadata", "generation") + 1, "metadata", "generation");
    }
  }

  private static boolean sameButMetadataAndStatus(Unstructured a, Unstructured b) {
    Map<String, @Nullable Object> left = new LinkedHashMap<>(a.content());
    Map<String, @Nullable Object> right = new LinkedHashMap<>(b.content());
    for (Map<String, @Nullable Object> side : List.of(left, right)) {
      side.remove("metadata");
      side.remove("status");
    }
    return left.equals(right);
  }

  private Step store(
      RequestContext context, Served.Existing existing, Unstructured object, Step movedOn) {
    if (deletion.isDue(object)) {
      return deletion.finish(context, existing, object, movedOn);
    }
    ManagedFields.keepTimesOfSame(existing.object(), object);
    if (object.equals(existing.object())) {
      return new Step.Done(served.unchanged(context, existing, object));
    }
    if (context.dryRun()) {
      return new Step.Done(new WriteResult(served.answer(context, object), Outcome.UPDATED));
    }
    return served.overwrite(
        existing,
        object,
        (stored, result) -> served.written(context, object, stored, result, Outcome.UPDATED),
        movedOn);
  }
}
