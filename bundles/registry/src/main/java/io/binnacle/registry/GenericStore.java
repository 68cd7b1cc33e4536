package io.binnacle.registry;

import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.cache.ResourceCache;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.DeleteOptions;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.registry.WriteResult;
import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.selector.LabelSelector;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.api.translate.Translator;
import io.binnacle.api.type.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The one meaning of create, update, patch and delete for all types. It only puts the steps
 * together: {@link Creation}, {@link Modification} and {@link Deletion} each say one of them.
 */
final class GenericStore implements ResourceStore {
  private final Served served;
  private final Creation creation;
  private final Modification modification;
  private final Deletion deletion;
  private final StepRunner steps;

  GenericStore(Served served) {
    this.served = served;
    FieldTracking tracking = new FieldTracking(served.type(), served.translator());
    this.creation = new Creation(served, tracking);
    this.deletion = new Deletion(served);
    this.steps = new StepRunner(served.state());
    this.modification = new Modification(served, tracking, creation, deletion);
  }

  @Override
  public ResourceType type() {
    return served.type();
  }

  @Override
  public ResourceCache cache() {
    return served.cache();
  }

  @Override
  public Translator translator() {
    return served.translator();
  }

  @Override
  public Unstructured get(RequestContext context, String namespace, String name) {
    return served.answer(context, served.require(namespace, name).object());
  }

  @Override
  public WriteResult create(RequestContext context, String namespace, Unstructured body) {
    return steps.await(creation.create(context, namespace, body));
  }

  @Override
  public WriteResult update(
      RequestContext context, String namespace, String name, Unstructured body) {
    return steps.await(modification.replace(context, namespace, name, body));
  }

  @Override
  public WriteResult patch(RequestContext context, String namespace, String name, Patch patch) {
    return steps.await(modification.patch(context, namespace, name, patch));
  }

  @Override
  public WriteResult apply(
      RequestContext context, String namespace, String name, Unstructured config, boolean force) {
    return steps.await(modification.apply(context, namespace, name, config, force));
  }

  @Override
  public WriteResult delete(
      RequestContext context, String namespace, String name, DeleteOptions options) {
    return steps.await(deletion.delete(context, namespace, name, options));
  }

  @Override
  public CompletionStage<WriteResult> createAsync(
      RequestContext context, String namespace, Unstructured body) {
    return steps.start(creation.create(context, namespace, body));
  }

  @Override
  public CompletionStage<WriteResult> updateAsync(
      RequestContext context, String namespace, String name, Unstructured body) {
    return steps.start(modification.replace(context, namespace, name, body));
  }

  @Override
  public CompletionStage<WriteResult> patchAsync(
      RequestContext context, String namespace, String name, Patch patch) {
    return steps.start(modification.patch(context, namespace, name, patch));
  }

  @Override
  public CompletionStage<WriteResult> applyAsync(
      RequestContext context, String namespace, String name, Unstructured config, boolean force) {
    return steps.start(modification.apply(context, namespace, name, config, force));
  }

  @Override
  public CompletionStage<WriteResult> deleteAsync(
      RequestContext context, String namespace, String name, DeleteOptions options) {
    return steps.start(deletion.delete(context, namespace, name, options));
  }

  @Override
  public List<Unstructured> deleteCollection(
      RequestContext context,
      String namespace,
      LabelSelector labels,
      FieldSelector fields,
      DeleteOptions options) {
    List<Unstructured> deleted = new ArrayList<>();
    for (LocalObject object : cache().snapshot(ReadFreshness.MOST_RECENT).list(namespace, "")) {
      if (!labels.matches(object.labels()) || !fields.matches(object.fields())) {
        continue;
      }
      try {
        delete(context, object.namespace(), object.name(), options);
      } catch (StatusException e) {
        if (e.reason() != Reason.NOT_FOUND) {
          throw e;
        }
      }
      deleted.add(served.answer(context, translator().toTree(object)));
    }
    return deleted;
  }
}
