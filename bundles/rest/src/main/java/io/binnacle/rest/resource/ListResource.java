package io.binnacle.rest.resource;

import io.binnacle.api.cache.ReadFreshness;
import io.binnacle.api.cache.Snapshot;
import io.binnacle.api.status.Reason;
import io.binnacle.api.status.StatusException;
import io.binnacle.api.translate.LocalObject;
import io.binnacle.rest.answer.Exchange;
import io.binnacle.rest.answer.Pieces;
import io.binnacle.rest.answer.StatusBody;
import io.binnacle.rest.request.ContinueToken;
import io.binnacle.rest.request.ListOptions;
import io.binnacle.rest.request.OutputFormat;
import java.util.ArrayList;
import java.util.Collection;
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

  /** A page: its objects and what tells of those behind it. */
  private record Page(List<LocalObject> items, long bytes, long remaining) {}

  static void serve(Exchange exchange, ServedResource resource, String namespace) {
    OutputFormat format = exchange.negotiation().forObjects(true);
    ListOptions options = ListOptions.of(exchange.query(), resource.type(), false);
    ObjectForm form = new ObjectForm(resource, format, exchange.query().first("includeObject"));
    String prefix = resource.type().storagePrefix() + (namespace.isEmpty() ? "" : namespace + "/");
    ContinueToken token = null;
    Snapshot snapshot;
    if (options.continueText().isEmpty()) {
      snapshot = resource.store().cache().snapshot(options.listFreshness());
    } else {
      token = ContinueToken.decode(options.continueText());
      if (!options.resourceVersion().isEmpty() && !options.resourceVersion().equals("0")) {
        throw StatusException.badRequest(
            "specifying resource version is not allowed when using continue");
      }
      Snapshot found = continued(exchange, resource, token);
      if (found == null) {
        return;
      }
      snapshot = found;
    }
    // A list from resourceVersion 0 comes from memory as a whole, whatever limit it names.
    long limit =
        options.resourceVersion().equals("0") && token == null && options.match().isEmpty()
            ? 0
            : options.limit();
    String after = token == null ? "" : prefix + token.afterKey();
    Page page = page(snapshot.list(namespace, after), options, limit);
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("resourceVersion", Long.toString(snapshot.revision()));
    if (page.remaining() != 0) {
      String last = page.items().get(page.items().size() - 1).key();
      String key = last.startsWith(prefix) ? last.substring(prefix.length()) : last;
      metadata.put("continue", ContinueToken.after(snapshot.revision(), key).encode());
      if (options.selectsAll()) {
        metadata.put("remainingItemCount", page.remaining());
      }
    }
    Pieces<LocalObject> pieces =
        new Pieces<>(form.listHead(metadata), page.items().iterator(), form::item, "]}\n");
    exchange.answer(200, pieces, page.bytes(), format);
  }

  private static Page page(Collection<LocalObject> all, ListOptions options, long limit) {
    List<LocalObject> items = new ArrayList<>();
    long bytes = 0;
    long remaining = 0;
    boolean selectsAll = options.selectsAll();
    for (LocalObject object : all) {
      if (!selectsAll
          && !(options.labels().matches(object.labels())
              && options.fields().matches(object.fields()))) {
        continue;
      }
      if (limit > 0 && items.size() >= limit) {
        // With selectors nobody is told how many follow, so one is as good as all.
        remaining = selectsAll ? all.size() - items.size() : 1;
        break;
      }
      items.add(object);
      bytes += object.json().length;
    }
    return new Page(items, bytes, remaining);
  }

  /** The snapshot that a later page shows; null where it is gone, which is answered already. */
  private static @Nullable Snapshot continued(
      Exchange exchange, ServedResource resource, ContinueToken token) {
    var cache = resource.store().cache();
    if (token.revision() < 0) {
      return cache.snapshot(ReadFreshness.MOST_RECENT);
    }
    try {
      return cache.snapshot(ReadFreshness.exactly(token.revision()));
    } catch (StatusException e) {
      if (e.reason() != Reason.EXPIRED) {
        throw e;
      }
      StatusException expired = StatusException.expired(TOO_OLD);
      Map<String, @Nullable Object> status = StatusBody.of(expired);
      Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
      metadata.put("continue", new ContinueToken(-1, token.start()).encode());
      status.put("metadata", metadata);
      exchange.fail(expired, status);
      return null;
    }
  }
}
