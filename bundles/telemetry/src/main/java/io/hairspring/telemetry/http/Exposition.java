package io.hairspring.telemetry.http;

import io.hairspring.telemetry.metric.Snapshot;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * The latest snapshot as text, in the format that a scraper accepts. It is written once for all
 * that ask before the next one. Any thread.
 */
final class Exposition {
  /**
   * What is sent.
   *
   * @param contentType with version and encoding
   * @param text in UTF-8
   */
  record Page(String contentType, String text) {}

  private record Written(Snapshot of, Page page) {}

  private final Supplier<Snapshot> latest;
  private final ExpositionFormatWriter openMetrics = OpenMetricsTextFormatWriter.create();
  private final ExpositionFormatWriter plain = PrometheusTextFormatWriter.create();
  private Written openMetricsPage = new Written(null, null);
  private Written plainPage = new Written(null, null);

  Exposition(Supplier<Snapshot> latest) {
    this.latest = latest;
  }

  /**
   * The page for a scraper.
   *
   * @param accept its header of that name; may be null
   */
  synchronized Page page(String accept) throws IOException {
    final Snapshot now = latest.get();
    if (openMetrics.accepts(accept)) {
      openMetricsPage = write(openMetricsPage, now, openMetrics);
      return openMetricsPage.page();
    }
    plainPage = write(plainPage, now, plain);
    return plainPage.page();
  }

  @SuppressWarnings("ReferenceEquality") // Each look makes another.
  private static Written write(Written before, Snapshot now, ExpositionFormatWriter writer)
      throws IOException {
    if (before.of() == now) {
      return before;
    }
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writer.write(bytes, new Families(now).all(), EscapingScheme.UNDERSCORE_ESCAPING);
    return new Written(
        now, new Page(writer.getContentType(), bytes.toString(StandardCharsets.UTF_8)));
  }
}
