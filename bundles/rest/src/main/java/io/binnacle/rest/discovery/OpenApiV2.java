package io.binnacle.rest.discovery;

import io.binnacle.rest.answer.CompressedBody;
import io.binnacle.rest.answer.ETag;
import io.binnacle.rest.answer.Exchange;
import io.binnacle.rest.resource.Routes;
import io.binnacle.rest.resource.RoutingTable;
import java.lang.ref.SoftReference;
import org.eclipse.jetty.http.DateGenerator;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code /openapi/v2}: one document for all that is served, which kubectl reads before
 * version 1.27, and helm and generators of clients still do. It is made when first asked for in one
 * of its forms and kept compressed while memory allows. Thread-safe; one document is made at a
 * time.
 */
public final class OpenApiV2 {
  private static final String VERSION = "v2";

  private record Kept(RoutingTable table, OpenApiMedia media, String hash, byte[] gzip) {}

  private final Routes routes;
  private final OpenApiDocuments documents;
  private final String started = DateGenerator.formatDate(System.currentTimeMillis());
  private final SoftReference<?>[] kept = new SoftReference<?>[OpenApiMedia.values().length];

  /**
   * @param v3 has the documents that this one is made of
   */
  public OpenApiV2(Routes routes, OpenApiV3 v3) {
    this.routes = routes;
    this.documents = v3.documents();
  }

  public void serve(Exchange exchange) {
    HttpFields.Mutable headers = exchange.response().getHeaders();
    headers.add("Vary", "Accept-Encoding");
    headers.add("Vary", "Accept");
    OpenApiMedia media = OpenApiMedia.of(exchange, VERSION);
    if (media == null) {
      exchange.empty(406);
      return;
    }
    Kept document = document(media);
    if (!ETag.answered(exchange, document.hash())) {
      headers.put("Last-Modified", started);
      CompressedBody.answer(exchange, media.contentType(VERSION), document.gzip());
    }
  }

  private synchronized Kept document(OpenApiMedia media) {
    RoutingTable table = routes.table();
    SoftReference<?> reference = kept[media.ordinal()];
    @Nullable Object known = reference == null ? null : reference.get();
    if (known instanceof Kept current && current.table() == table) {
      return current;
    }
    SwaggerDocument document = SwaggerDocument.of(documents.all());
    byte[] body = media == OpenApiMedia.JSON ? document.json() : document.protobuf();
    Kept made = new Kept(table, media, ETag.hash(body), CompressedBody.compress(body));
    kept[media.ordinal()] = new SoftReference<>(made);
    return made;
  }
}
