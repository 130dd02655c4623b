package io.hairspring.telemetry.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One request and its answer: {@code GET /metrics}, after which the connection is closed. Nothing
 * but the request line and {@code Accept} is looked at. A worker's thread, which it may block until
 * the connection is cut.
 */
final class Scrape {
  private static final int MAX_REQUEST = 8_192;
  private static final String PATH = "/metrics";
  private static final String TEXT = "text/plain; charset=utf-8";

  private final Socket connection;
  private final Exposition exposition;

  Scrape(Socket connection, Exposition exposition) {
    this.connection = connection;
    this.exposition = exposition;
  }

  /**
   * Answers; true when that was with metrics.
   *
   * @throws IOException when the connection breaks, or is cut
   */
  boolean answer() throws IOException {
    final String request = request(connection.getInputStream());
    final String[] first = request.lines().findFirst().orElse("").split(" ", -1);
    if (first.length != 3 || !first[2].startsWith("HTTP/1.")) {
      send("400 Bad Request", text("this is not an HTTP request\n"), true);
      return false;
    }
    final boolean head = first[0].equals("HEAD");
    if (!head && !first[0].equals("GET")) {
      send("405 Method Not Allowed", text("only GET and HEAD\n"), true);
      return false;
    }
    final int query = first[1].indexOf('?');
    if (!(query < 0 ? first[1] : first[1].substring(0, query)).equals(PATH)) {
      send("404 Not Found", text("metrics are at " + PATH + "\n"), !head);
      return false;
    }
    send("200 OK", exposition.page(accept(request)), !head);
    return true;
  }

  private static Exposition.Page text(String line) {
    return new Exposition.Page(TEXT, line);
  }

  /**
   * Request line and headers; what is longer than they may be is cut off, and then not understood.
   */
  private static String request(InputStream in) throws IOException {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    final byte[] chunk = new byte[1_024];
    while (bytes.size() < MAX_REQUEST) {
      final int read = in.read(chunk);
      if (read < 0) {
        break;
      }
      bytes.write(chunk, 0, read);
      final String text = bytes.toString(StandardCharsets.ISO_8859_1);
      if (text.contains("\r\n\r\n")) {
        return text;
      }
    }
    return "";
  }

  private static String accept(String request) {
    return request
        .lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("accept:"))
        .map(line -> line.substring("accept:".length()).strip())
        .findFirst()
        .orElse(null);
  }

  private void send(String status, Exposition.Page page, boolean body) throws IOException {
    final byte[] text = page.text().getBytes(StandardCharsets.UTF_8);
    final String head =
        "HTTP/1.1 "
            + status
            + "\r\nContent-Type: "
            + page.contentType()
            + "\r\nContent-Length: "
            + text.length
            + "\r\nConnection: close\r\n\r\n";
    final OutputStream out = connection.getOutputStream();
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
    if (body) {
      out.write(text);
    }
    out.flush();
    connection.shutdownOutput();
  }
}
