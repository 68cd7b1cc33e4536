package io.binnacle.itests.node;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** One connection of a small HTTP/1.1 server, read and written by hand. */
final class HttpConnection {
  final DataInputStream in;
  final OutputStream out;

  HttpConnection(Socket socket) throws IOException {
    this.in = new DataInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  /**
   * A request.
   *
   * @param target path and query
   * @param headers by name in lower case
   */
  record Request(String method, String target, Map<String, String> headers, String body) {
    String path() {
      return target.split("\\?", 2)[0];
    }

    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /** The next request, null when the client has closed. */
  Request read() throws IOException {
    String first = line();
    if (first.isEmpty()) {
      return null;
    }
    String[] words = first.split(" ");
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
      body = chunks();
    }
    return new Request(words[0], words[1], headers, body);
  }

  private String chunks() throws IOException {
    StringBuilder body = new StringBuilder();
    for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
      body.append(new String(in.readNBytes(size), StandardCharsets.UTF_8));
      line();
    }
    line();
    return body.toString();
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  void answer(int code, String body, String... headers) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + code + " Said\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    write(head + "Content-Length: " + bytes.length + "\r\n\r\n" + body);
  }

  void head(String head) throws IOException {
    write(head + "\r\n\r\n");
  }

  void chunk(String text) throws IOException {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    write(Integer.toHexString(length) + "\r\n" + text + "\r\n");
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
