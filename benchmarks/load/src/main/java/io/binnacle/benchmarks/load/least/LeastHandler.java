package io.binnacle.benchmarks.load.least;

import io.binnacle.benchmarks.load.least.SyncedLog.Change;
import io.binnacle.benchmarks.load.least.SyncedLog.Made;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;

/** Answers the requests of the load and no others. */
final class LeastHandler extends Handler.Abstract.NonBlocking {
  private static final String COLLECTION = "/configmaps";
  private static final HttpField JSON =
      new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");

  private final ItemMap items;
  private final SyncedLog log;
  private final WatchStreams watches;

  LeastHandler(ItemMap items, SyncedLog log, WatchStreams watches) {
    this.items = items;
    this.log = log;
    this.watches = watches;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = request.getHttpURI().getPath();
    int end = path.indexOf(COLLECTION) + COLLECTION.length();
    String name = path.length() > end ? path.substring(end + 1) : "";
    switch (request.getMethod()) {
      case "GET" -> read(request, name, response, callback);
      case "POST", "PUT" -> write(request, response, callback);
      case "DELETE" -> log.submit(new Change(name, "", made -> deleted(made, response, callback)));
      default -> answer(response, callback, 405, new byte[0]);
    }
    return true;
  }

  private void read(Request request, String name, Response response, Callback callback) {
    if (!name.isEmpty()) {
      Item item = items.get(name);
      answer(
          response, callback, item == null ? 404 : 200, item == null ? new byte[0] : item.json());
      return;
    }
    String query = request.getHttpURI().getQuery();
    query = query == null ? "" : query;
    if (query.contains("watch=1")) {
      response.getHeaders().add(JSON);
      watches.add(parameter(query, "fieldSelector=metadata.name%3D"), response, callback);
      return;
    }
    String limit = parameter(query, "limit=");
    byte[] list =
        items.list(
            parameter(query, "labelSelector=shard%3D"),
            parameter(query, "continue="),
            limit.isEmpty() ? 0 : Integer.parseInt(limit));
    answer(response, callback, 200, list);
  }

  private static String parameter(String query, String start) {
    int at = query.indexOf(start);
    if (at < 0) {
      return "";
    }
    int end = query.indexOf('&', at);
    return query.substring(at + start.length(), end < 0 ? query.length() : end);
  }

  private void write(Request request, Response response, Callback callback) {
    int status = request.getMethod().equals("POST") ? 201 : 200;
    Content.Source.asByteBuffer(
        request,
        Promise.from(
            body ->
                log.submit(
                    new Change(
                        "",
                        BufferUtil.toString(body, StandardCharsets.ISO_8859_1),
                        made -> answer(response, callback, status, made.item().json()))),
            callback::failed));
  }

  private static void deleted(Made made, Response response, Callback callback) {
    String status = "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Success\"}";
    answer(
        response,
        callback,
        made.item() == null ? 404 : 200,
        status.getBytes(StandardCharsets.US_ASCII));
  }

  private static void answer(Response response, Callback callback, int status, byte[] body) {
    response.setStatus(status);
    response.getHeaders().add(JSON);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
  }
}
