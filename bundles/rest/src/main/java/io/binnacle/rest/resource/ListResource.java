package io.binnacle.rest.resource;

import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.cache.Snapshot;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.rest.answer.Exchange;
import io.binnacle.rest.answer.StatusBody;
import io.binnacle.rest.request.ContinueToken;
import io.binnacle.rest.request.ListOptions;
import io.binnacle.rest.request.OutputFormat;
import io.binnacle.rest.request.OutputFormat.Transform;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers a list: a header, the objects of one snapshot, joined. All pages of a list show the same
 * snapshot; the continue token names its revision and the last key.
 */
final class ListResource {
  private static final String TOO_OLD =
      "The provided continue parameter is too old to display a consistent list result. You can"
          + " start a new list without the continue parameter, or use the continue token in this"
          + " response to retrieve the remainder of the results. Continuing with the provided token"
          + " results in an inconsistent list - objects that were created, modified, or deleted"
          + " between the time the first chunk was returned and now may show up in the list.";

  private ListResource() {}

  /**
   * A page.
   *
   * @param items its objects, found while they are written where nothing else is asked of them
   * @param bytes how long they are, or {@link Exchange#GZIP_FROM} or more
   * @param last the last of them, null where none follows
   * @param remaining how many follow
   */
  private record Page(
      Iterator<LocalObject> items, long bytes, @Nullable LocalObject last, long remaining) {}

  static void serve(Exchange exchange, ServedResource resource, String namespace) {
    OutputFormat format = exchange.negotiation().forObjects(true, resource.hasProtobuf());
    ListOptions options = ListOptions.of(exchange.query(), resource.type(), false);
    ObjectForm form = ObjectForm.of(resource, format, exchange.query().first("includeObject"));
    var cache = resource.store().cache();
    if (options.continueText().isEmpty()) {
      FreshRead.of(
          exchange,
          cache,
          options.listFreshness(),
          snapshot -> answer(exchange, resource, namespace, form, options, snapshot, null),
          exchange::fail);
      return;
    }
    ContinueToken token = token(options);
    FreshRead.of(
        exchange,
        cache,
        freshness(token),
        snapshot -> answer(exchange, resource, namespace, form, options, snapshot, token),
        failure -> notContinued(exchange, token, failure));
  }

  /** How fresh what the options ask for must be. */
  static ReadFreshness freshness(ListOptions options) {
    return options.continueText().isEmpty() ? options.listFreshness() : freshness(token(options));
  }

  private static ReadFreshness freshness(ContinueToken token) {
    return token.revision() < 0
        ? ReadFreshness.MOST_RECENT
        : ReadFreshness.exactly(token.revision());
  }

  private static ContinueToken token(ListOptions options) {
    ContinueToken token = ContinueToken.decode(options.continueText());
    if (!options.resourceVersion().isEmpty() && !options.resourceVersion().equals("0")) {
      throw StatusException.badRequest(
          "specifying resource version is not allowed when using continue");
    }
    return token;
  }

  private static void answer(
      Exchange exchange,
      ServedResource resource,
      String namespace,
      ObjectForm form,
      ListOptions options,
      Snapshot snapshot,
      @Nullable ContinueToken token) {
    String prefix = resource.type().storagePrefix() + (namespace.isEmpty() ? "" : namespace + "/");
    // A list from resourceVersion 0 comes from memory as a whole, whatever limit it names.
    long limit =
        options.resourceVersion().equals("0") && token == null && options.match().isEmpty()
            ? 0
            : options.limit();
    String after = token == null ? "" : prefix + token.afterKey();
    MetadataShape.requireList(resource, form.format());
    Page page =
        limit > 0
            ? page(snapshot, namespace, after, options, limit)
            : rest(snapshot, namespace, after, options);
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    if (resource.type().isCustom() && form.format().transform() == Transform.NONE) {
      metadata.put("continue", "");
    }
    metadata.put("resourceVersion", Long.toString(snapshot.revision()));
    LocalObject last = page.last();
    if (last != null) {
      String key =
          last.key().startsWith(prefix) ? last.key().substring(prefix.length()) : last.key();
      metadata.put("continue", ContinueToken.after(snapshot.revision(), key).encode());
      if (options.selectsAll()) {
        metadata.put("remainingItemCount", page.remaining());
      }
    }
    exchange.answer(200, form.list(metadata, page.items()), page.bytes(), form.format());
  }

  private static Iterator<LocalObject> objects(
      Snapshot snapshot, String namespace, String after, ListOptions options) {
    return options.selectsAll()
        ? snapshot.list(namespace, after).iterator()
        : snapshot.select(namespace, after, options.labels(), options.fields()).iterator();
  }

  /** Room for a list's head and tail, in bytes. */
  private static final int FRAME = 2048;

  private static Page page(
      Snapshot snapshot, String namespace, String after, ListOptions options, long limit) {
    Iterator<LocalObject> all = objects(snapshot, namespace, after, options);
    List<LocalObject> items = new ArrayList<>();
    long bytes = FRAME;
    while (items.size() < limit && all.hasNext()) {
      LocalObject object = all.next();
      items.add(object);
      bytes += object.json().length + 1;
    }
    if (!all.hasNext()) {
      return new Page(items.iterator(), bytes, null, 0);
    }
    // With selectors nobody is told how many follow.
    long remaining =
        options.selectsAll() ? snapshot.list(namespace, after).size() - items.size() : 1;
    return new Page(items.iterator(), bytes, items.get(items.size() - 1), remaining);
  }

  /** All that there is; looks only so far ahead as to see whether it is worth compressing. */
  private static Page rest(Snapshot snapshot, String namespace, String after, ListOptions options) {
    Iterator<LocalObject> all = objects(snapshot, namespace, after, options);
    List<LocalObject> ahead = new ArrayList<>();
    long bytes = FRAME;
    while (bytes < Exchange.GZIP_FROM && all.hasNext()) {
      LocalObject object = all.next();
      ahead.add(object);
      bytes += object.json().length + 1;
    }
    return new Page(
        all.hasNext() ? new Chained(ahead.iterator(), all) : ahead.iterator(), bytes, null, 0);
  }

  /** One iterator's elements, then another's. */
  private record Chained(Iterator<LocalObject> first, Iterator<LocalObject> second)
      implements Iterator<LocalObject> {
    @Override
    public boolean hasNext() {
      return first.hasNext() || second.hasNext();
    }

    @Override
    public LocalObject next() {
      return first.hasNext() ? first.next() : second.next();
    }
  }

  /** The snapshot that a later page shows may be gone. */
  private static void notContinued(Exchange exchange, ContinueToken token, Throwable failure) {
    if (!(failure instanceof StatusException e && e.reason() == Reason.EXPIRED)) {
      exchange.fail(failure);
      return;
    }
    StatusException expired = StatusException.expired(TOO_OLD);
    Map<String, @Nullable Object> status = StatusBody.of(expired);
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("continue", new ContinueToken(-1, token.start()).encode());
    status.put("metadata", metadata);
    exchange.fail(expired, status);
  }
}
