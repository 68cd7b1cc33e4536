package io.binnacle.registry;

import io.binnacle.api.cache.ResourceCache;
import io.binnacle.api.object.Unstructured;
import io.binnacle.api.registry.DeleteOptions;
import io.binnacle.api.registry.RequestContext;
import io.binnacle.api.registry.ResourceStore;
import io.binnacle.api.registry.WriteResult;
import io.binnacle.api.registry.WriteResult.Outcome;
import io.binnacle.api.selector.FieldSelector;
import io.binnacle.api.selector.LabelSelector;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.Translator;
import io.binnacle.api.type.ResourceType;
import java.util.List;

/** A type that is asked, not stored: create answers, and there is nothing else. */
final class ReviewStore implements ResourceStore {
  private final ResourceType type;
  private final ResourceType.Review review;
  private final Served served;
  private final Decoder decoder;
  private final FieldTracking tracking;

  ReviewStore(Served served, ResourceType.Review review) {
    this.served = served;
    this.type = served.type();
    this.review = review;
    this.decoder = new Decoder(served);
    this.tracking = new FieldTracking(type, served.translator());
  }

  @Override
  public WriteResult create(RequestContext context, String namespace, Unstructured body) {
    Unstructured question = decoder.decode(context, body);
    if (type.isNamespaced()) {
      question.setDefault(namespace, "metadata", "namespace");
      if (!question.namespace().equals(namespace)) {
        throw StatusException.badRequest(
            "the namespace of the provided object does not match the namespace sent on the request");
      }
    }
    tracking.afterUpdate(context, null, question, FieldTracking.given(body));
    Unstructured answer = review.review(context, namespace, question);
    return new WriteResult(served.answer(context, answer), Outcome.CREATED);
  }

  @Override
  public ResourceType type() {
    return type;
  }

  @Override
  public ResourceCache cache() {
    throw unsupported("list");
  }

  @Override
  public Translator translator() {
    return served.translator();
  }

  @Override
  public Unstructured get(RequestContext context, String namespace, String name) {
    throw unsupported("get");
  }

  @Override
  public WriteResult update(
      RequestContext context, String namespace, String name, Unstructured body) {
    throw unsupported("update");
  }

  @Override
  public WriteResult patch(RequestContext context, String namespace, String name, Patch patch) {
    throw unsupported("patch");
  }

  @Override
  public WriteResult delete(
      RequestContext context, String namespace, String name, DeleteOptions options) {
    throw unsupported("delete");
  }

  @Override
  public List<Unstructured> deleteCollection(
      RequestContext context,
      String namespace,
      LabelSelector labels,
      FieldSelector fields,
      DeleteOptions options) {
    throw unsupported("deletecollection");
  }

  private StatusException unsupported(String action) {
    return StatusException.methodNotSupported(type.resource(), action);
  }
}
