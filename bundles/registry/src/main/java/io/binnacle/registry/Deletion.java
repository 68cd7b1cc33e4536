package io.binnacle.registry;

import io.binnacle.api.admission.AdmissionReview;
import io.binnacle.api.admission.AdmissionReview.Operation;
import io.binnacle.api.object.GroupResource;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.DeleteOptions;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.WriteResult;
import io.binnacle.api.registry.WriteResult.Outcome;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.storage.Txn;
import io.binnacle.api.type.Strategy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * How an object goes: at once, or first marked with a deletionTimestamp while a grace period,
 * finalizers or the type itself hold it back.
 */
final class Deletion {
  private static final String ORPHAN = "orphan";
  private static final String FOREGROUND = "foregroundDeletion";

  private final Served served;
  private final boolean givesBack;

  Deletion(Served served) {
    this.served = served;
    this.givesBack = givesBack(served.strategy());
  }

  Step delete(RequestContext context, String namespace, String name, DeleteOptions options) {
    Served.Existing guess = context.dryRun() ? null : served.guess(namespace, name);
    if (guess == null) {
      return again(context, namespace, name, options);
    }
    try {
      Step step = attempt(context, guess, options);
      if (step instanceof Step.Store) {
        return step;
      }
    } catch (StatusException onWhatMayBeOld) {
      // Said again below, if it is true of the newest state.
    }
    return again(context, namespace, name, options);
  }

  /** An attempt on what storage has. */
  private Step again(RequestContext context, String namespace, String name, DeleteOptions options) {
    return attempt(context, served.require(namespace, name), options);
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
            + " The object might have been "
            + (what.equals("UID") ? "deleted and then recreated" : "modified");
    GroupResource named = new GroupResource(served.type().resource().group(), served.type().kind());
    return StatusException.conflict(named, name, String.format(text, what, wanted, found));
  }

  private Step attempt(RequestContext context, Served.Existing existing, DeleteOptions options) {
    Unstructured before = existing.object();
    String namespace = before.namespace();
    String name = before.name();
    checkPreconditions(before, name, options);
    served
        .admission()
        .validate(
            new AdmissionReview(
                Operation.DELETE, context, served.type(), namespace, name, null, before));
    Step movedOn = new Step.Work(() -> again(context, namespace, name, options));
    long grace = served.strategy().gracePeriodSeconds(before, options);
    List<String> finalizers = adjustedFinalizers(before.finalizers(), options);
    served.strategy().deletionWarnings(options).forEach(context.warnings());
    boolean held = grace > 0 || !finalizers.isEmpty() || served.strategy().isHeldBack(before);
    boolean marked =
        before.isBeingDeleted() && before.number(0, "metadata", "deletionGracePeriodSeconds") == 0;
    if (!held && (marked || !served.strategy().marksBeforeDelete())) {
      return finish(context, existing, before, movedOn);
    }
    Unstructured object = before.deepCopy();
    setFinalizers(object, finalizers);
    mark(object, grace);
    served.strategy().prepareForDelete(context, object);
    if (context.dryRun() || object.equals(before)) {
      return new Step.Done(new WriteResult(served.answer(context, object), Outcome.DELETING));
    }
    return served.overwrite(
        existing,
        object,
        (stored, result) ->
            held
                ? served.written(context, object, stored, result, Outcome.DELETING)
                : finish(context, served.existing(object, result), object, movedOn),
        movedOn);
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

  private List<String> adjustedFinalizers(List<String> now, DeleteOptions options) {
    String policy = options.propagationPolicy();
    if (policy == null) {
      boolean said = now.contains(ORPHAN) || now.contains(FOREGROUND);
      if (said || !served.strategy().orphansDependents()) {
        return now;
      }
      policy = "Orphan";
    }
    List<String> finalizers = new ArrayList<>(now);
    finalizers.remove(ORPHAN);
    finalizers.remove(FOREGROUND);
    if (policy.equals("Orphan")) {
      finalizers.add(ORPHAN);
    } else if (policy.equals("Foreground")) {
      finalizers.add(FOREGROUND);
    }
    return finalizers;
  }

  private static void setFinalizers(Unstructured object, List<String> finalizers) {
    if (finalizers.equals(object.finalizers())) {
      return;
    }
    if (finalizers.isEmpty()) {
      object.remove("metadata", "finalizers");
    } else {
      object.set(new ArrayList<Object>(finalizers), "metadata", "finalizers");
    }
  }

  /** Whether nothing holds a marked object back any longer. */
  boolean isDue(Unstructured object) {
    return object.isBeingDeleted()
        && object.finalizers().isEmpty()
        && object.number(0, "metadata", "deletionGracePeriodSeconds") == 0
        && !served.strategy().isHeldBack(object);
  }

  /**
   * Takes the object out of storage.
   *
   * @param movedOn what to do if storage has moved on since {@code existing} was read
   */
  Step finish(RequestContext context, Served.Existing existing, Unstructured last, Step movedOn) {
    if (context.dryRun()) {
      return gone(context, last);
    }
    return new Step.Store(
        Txn.delete(existing.key(), existing.revision()),
        result -> {
          if (!result.succeeded()) {
            return movedOn;
          }
          boolean plain = !givesBack && context.version().equals(served.type().storageVersion());
          return plain
              ? gone(context, last)
              : new Step.Work(
                  () -> {
                    served.strategy().afterDelete(context, last);
                    return gone(context, last);
                  });
        });
  }

  private Step gone(RequestContext context, Unstructured last) {
    return new Step.Done(new WriteResult(served.answer(context, last), Outcome.DELETED));
  }

  /** Whether the type has something to do once an object is gone. */
  private static boolean givesBack(Strategy strategy) {
    try {
      return strategy
              .getClass()
              .getMethod("afterDelete", RequestContext.class, Unstructured.class)
              .getDeclaringClass()
          != Strategy.class;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }
}
