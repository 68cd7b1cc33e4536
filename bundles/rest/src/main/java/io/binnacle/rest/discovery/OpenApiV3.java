package io.binnacle.rest.discovery;

import io.binnacle.rest.answer.CompressedBody;
import io.binnacle.rest.answer.ETag;
import io.binnacle.rest.answer.Exchange;
import io.binnacle.rest.discovery.OpenApiDocuments.Document;
import io.binnacle.rest.resource.Routes;
import io.binnacle.schema.json.Json;
import io.binnacle.schema.openapi.OpenApiMessages;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.DateGenerator;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code /openapi/v3}: an index, and a document for each group version. The index names
 * documents by their hashes, so that clients may keep them for ever.
 *
 * @see <a
 *     href="https://github.com/kubernetes/enhancements/tree/master/keps/sig-api-machinery/2896-openapi-v3">KEP-2896</a>
 */
public final class OpenApiV3 {
  private static final String VERSION = "v3";

  private final OpenApiDocuments documents;
  private final String started = DateGenerator.formatDate(System.currentTimeMillis());

  public OpenApiV3(Routes routes) {
    this.documents = new OpenApiDocuments(routes);
  }

  OpenApiDocuments documents() {
    return documents;
  }

  /**
   * @param path what stands behind {@code /openapi/v3/}, "" for the index
   */
  public void serve(Exchange exchange, String path) {
    HttpFields.Mutable headers = exchange.response().getHeaders();
    if (path.isEmpty()) {
      headers.put("Last-Modified", started);
      exchange.raw(200, "text/plain; charset=utf-8", Json.write(index()), true);
      return;
    }
    Document document = documents.find(path);
    if (document == null) {
      exchange.empty(404);
      return;
    }
    OpenApiMedia media = OpenApiMedia.of(exchange, VERSION);
    if (media == null) {
      exchange.empty(406);
      return;
    }
    String asked = exchange.query().first("hash");
    headers.put("Vary", "Accept");
    if (!asked.isEmpty() && !asked.equals(document.hash())) {
      headers.put("Etag", "\"" + document.hash() + "\"");
      headers.put("Location", "/openapi/v3/" + path + "?hash=" + document.hash());
      exchange.empty(301);
      return;
    }
    if (!asked.isEmpty()) {
      headers.put("Cache-Control", "public, immutable");
      long until = System.currentTimeMillis() + TimeUnit.DAYS.toMillis(365);
      headers.put("Expires", DateGenerator.formatDate(until));
    }
    if (!ETag.answered(exchange, document.hash())) {
      headers.put("Last-Modified", started);
      CompressedBody.answer(exchange, media.contentType(VERSION), body(document, media));
    }
  }

  @SuppressWarnings("unchecked")
  private static byte[] body(Document document, OpenApiMedia media) {
    if (media == OpenApiMedia.JSON) {
      return document.gzip();
    }
    Object tree = Json.parse(CompressedBody.expand(document.gzip()));
    return CompressedBody.compress(
        OpenApiMessages.v3().document((Map<String, ?>) java.util.Objects.requireNonNull(tree)));
  }

  private Map<String, @Nullable Object> index() {
    Map<String, @Nullable Object> paths = new LinkedHashMap<>();
    documents
        .hashes()
        .forEach(
            (path, hash) ->
                paths.put(
                    path, Map.of("serverRelativeURL", "/openapi/v3/" + path + "?hash=" + hash)));
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("paths", paths);
    return tree;
  }
}
