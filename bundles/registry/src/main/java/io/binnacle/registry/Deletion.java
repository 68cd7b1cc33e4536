package io.binnacle.registry;

import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.DeleteOptions;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.WriteResult;
import io.binnacle.api.registry.WriteResult.Outcome;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.storage.Txn;
import io.binnacle.api.storage.TxnResult;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an object goes: at once, or first marked with a deletionTimestamp while a grace period,
 * finalizers or the type itself hold it back.
 */
final class Deletion {
  private static final String ORPHAN = "orphan";
  private static final String FOREGROUND = "foregroundDeletion";

  private final Served served;

  Deletion(Served served) {
    this.served = served;
  }

  WriteResult delete(RequestContext context, String namespace, String name, DeleteOptions options) {
    while (true) {
      Served.Existing existing = served.require(namespace, name);
      checkPreconditions(existing.object(), name, options);
      served
          .admission()
          .validate(
              new AdmissionReview(
                  Operation.DELETE,
                  context,
                  served.type(),
                  namespace,
                  name,
                  null,
                  existing.object()));
      WriteResult result = attempt(context, existing, options);
      if (result != null) {
        return result;
      }
    }
  }

  private void checkPreconditions(Unstructured object, String name, DeleteOptions options) {
    if (options.uid() != null && !options.uid().equals(object.uid())) {
      throw failedPrecondition(name, "UID", options.uid(), object.uid());
    }
    if (options.resourceVersion() != null
        && !options.resourceVersion().equals(object.resourceVersion())) {
      throw failedPrecondition(
          name, "ResourceVersion", options.resourceVersion(), object.resourceVersion());
    }
  }

  private StatusException failedPrecondition(
      String name, String what, String wanted, String found) {
    String text =
        "the %1$s in the precondition (%2$s) does not match the %1$s in record (%3$s)."
            + " The object might have been deleted and then recreated";
    return StatusException.conflict(
        served.type().resource(), name, String.format(text, what, wanted, found));
  }

  /** Null if storage has moved on meanwhile. */
  private @Nullable WriteResult attempt(
      RequestContext context, Served.Existing existing, DeleteOptions options) {
    Unstructured object = existing.object().deepCopy();
    long grace = served.strategy().gracePeriodSeconds(object, options);
    adjustFinalizers(object, options);
    boolean held =
        grace > 0 || !object.finalizers().isEmpty() || served.strategy().isHeldBack(object);
    boolean marked =
        object.isBeingDeleted() && object.number(0, "metadata", "deletionGracePeriodSeconds") == 0;
    if (!held && (marked || !served.strategy().marksBeforeDelete())) {
      return finish(context, existing, object);
    }
    mark(object, grace);
    served.strategy().prepareForDelete(context, object);
    if (context.dryRun() || object.equals(existing.object())) {
      return new WriteResult(served.answer(context, object), Outcome.DELETING);
    }
    Served.Existing written = served.overwrite(existing, object);
    if (written == null) {
      return null;
    }
    return held
        ? new WriteResult(served.answer(context, written.object()), Outcome.DELETING)
        : finish(context, written, written.object());
  }

  /** The first mark counts; a later one may only bring the end nearer. */
  private static void mark(Unstructured object, long grace) {
    Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(grace);
    if (object.isBeingDeleted()) {
      long before = object.number(0, "metadata", "deletionGracePeriodSeconds");
      if (before <= grace) {
        return;
      }
      end =
          Instant.parse(object.string("metadata", "deletionTimestamp")).plusSeconds(grace - before);
    } else if (object.number(0, "metadata", "generation") > 0) {
      object.set(object.number(0, "metadata", "generation") + 1, "metadata", "generation");
    }
    object.set(end.toString(), "metadata", "deletionTimestamp");
    object.set(grace, "metadata", "deletionGracePeriodSeconds");
  }

  private static void adjustFinalizers(Unstructured object, DeleteOptions options) {
    String policy = options.propagationPolicy();
    if (policy == null) {
      return;
    }
    List<Object> finalizers = new ArrayList<>(object.finalizers());
    finalizers.remove(ORPHAN);
    finalizers.remove(FOREGROUND);
    if (policy.equals("Orphan")) {
      finalizers.add(ORPHAN);
    } else if (policy.equals("Foreground")) {
      finalizers.add(FOREGROUND);
    }
    if (finalizers.isEmpty()) {
      object.remove("metadata", "finalizers");
    } else {
      object.set(finalizers, "metadata", "finalizers");
    }
  }

  /** Whether nothing holds a marked object back any longer. */
  boolean isDue(Unstructured object) {
    return object.isBeingDeleted()
        && object.finalizers().isEmpty()
        && object.number(0, "metadata", "deletionGracePeriodSeconds") == 0
        && !served.strategy().isHeldBack(object);
  }

  /** Takes the object out of storage; null if storage has moved on meanwhile. */
  @Nullable WriteResult finish(
      RequestContext context, Served.Existing existing, Unstructured last) {
    if (!context.dryRun()) {
      TxnResult result = served.state().write(Txn.delete(existing.key(), existing.revision()));
      if (!result.succeeded()) {
        return null;
      }
      served.strategy().afterDelete(context, last);
    }
    return new WriteResult(served.answer(context, last), Outcome.DELETED);
  }
}
