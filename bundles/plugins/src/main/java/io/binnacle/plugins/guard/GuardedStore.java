package io.binnacle.plugins.guard;

import io.binnacle.api.cache.ResourceCache;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.DeleteOptions;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.registry.WriteResult;
import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.selector.LabelSelector;
import io.binnacle.api.translate.Translator;
import io.binnacle.api.type.ResourceType;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The store of a plugin's type. A write asks the plugin a dozen times: it runs on the plugin's
 * thread as a whole, so that no further one is needed. Reads come from the cache and ask nothing.
 */
final class GuardedStore implements ResourceStore {
  private final Guard guard;
  private final ResourceStore store;
  private final @Nullable ResourceCache cache;

  GuardedStore(Guard guard, ResourceStore store) {
    this.guard = guard;
    this.store = store;
    boolean stored = store.type().review().isEmpty();
    this.cache = stored ? new ConfinedCache(store.cache()) : null;
  }

  @Override
  public ResourceType type() {
    return store.type();
  }

  @Override
  public ResourceCache cache() {
    ResourceCache confined = cache;
    return confined == null ? store.cache() : confined;
  }

  @Override
  public Translator translator() {
    return store.translator();
  }

  @Override
  public Unstructured get(RequestContext context, String namespace, String name) {
    return guard.operate(() -> store.get(context, namespace, name));
  }

  @Override
  public WriteResult create(RequestContext context, String namespace, Unstructured body) {
    return guard.operate(() -> store.create(context, namespace, body));
  }

  @Override
  public WriteResult update(
      RequestContext context, String namespace, String name, Unstructured body) {
    return guard.operate(() -> store.update(context, namespace, name, body));
  }

  @Override
  public WriteResult patch(RequestContext context, String namespace, String name, Patch patch) {
    return guard.operate(() -> store.patch(context, namespace, name, patch));
  }

  @Override
  public WriteResult apply(
      RequestContext context, String namespace, String name, Unstructured config, boolean force) {
    return guard.operate(() -> store.apply(context, namespace, name, config, force));
  }

  @Override
  public WriteResult delete(
      RequestContext context, String namespace, String name, DeleteOptions options) {
    return guard.operate(() -> store.delete(context, namespace, name, options));
  }

  @Override
  public CompletionStage<WriteResult> createAsync(
      RequestContext context, String namespace, Unstructured body) {
    return guard.operateLater(() -> store.createAsync(context, namespace, body));
  }

  @Override
  public CompletionStage<WriteResult> updateAsync(
      RequestContext context, String namespace, String name, Unstructured body) {
    return guard.operateLater(() -> store.updateAsync(context, namespace, name, body));
  }

  @Override
  public CompletionStage<WriteResult> patchAsync(
      RequestContext context, String namespace, String name, Patch patch) {
    return guard.operateLater(() -> store.patchAsync(context, namespace, name, patch));
  }

  @Override
  public CompletionStage<WriteResult> applyAsync(
      RequestContext context, String namespace, String name, Unstructured config, boolean force) {
    return guard.operateLater(() -> store.applyAsync(context, namespace, name, config, force));
  }

  @Override
  public CompletionStage<WriteResult> deleteAsync(
      RequestContext context, String namespace, String name, DeleteOptions options) {
    return guard.operateLater(() -> store.deleteAsync(context, namespace, name, options));
  }

  @Override
  public List<Unstructured> deleteCollection(
      RequestContext context,
      String namespace,
      LabelSelector labels,
      FieldSelector fields,
      DeleteOptions options) {
    return guard.operate(() -> store.deleteCollection(context, namespace, labels, fields, options));
  }
}
