package io.hairspring.logger.audit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/** The report as one page with two plots, for any browser, without a script or a link. */
final class ReportPage {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 320;
  private static final int LEFT = 70;
  private static final int BOTTOM = 40;
  private static final int TOP = 20;
  private static final double MOST_NINES = 6;
  private static final double STEP = 0.05;
  private static final String[] COLOURS = {"#0b6", "#06c", "#c40", "#808"};
  private static final String[] DECADES = {
    "1 ns", "10 ns", "100 ns", "1 us", "10 us", "100 us", "1 ms", "10 ms", "100 ms", "1 s", "10 s"
  };

  private final JournalReport report;

  ReportPage(JournalReport report) {
    this.report = report;
  }

  /** The page. */
  String html() {
    return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>"
        + escaped(report.directory().getFileName().toString())
        + "</title><style>body{font:14px sans-serif;margin:2em}pre{font-size:12px}</style></head>"
        + "<body>\n<h1>Journal "
        + escaped(report.directory().toString())
        + "</h1>\n<h2>Share of values below</h2>\n"
        + distributions(new TreeMap<>(report.distributions()))
        + "<h2>Cycle times over the run</h2>\n"
        + timeline(report.points())
        + "<pre>"
        + escaped(report.table().text())
        + "</pre>\n</body></html>\n";
  }

  private static String distributions(Map<String, Histogram> all) {
    StringBuilder out = begin();
    for (int nines = 0; nines <= MOST_NINES; nines++) {
      double x = LEFT + (WIDTH - LEFT) * nines / MOST_NINES;
      String label = nines == 0 ? "0%" : nines == 1 ? "90%" : "99%";
      if (nines > 2) {
        label = "99." + "9".repeat(nines - 2) + "%";
      }
      text(out, Math.min(x, WIDTH - 40), HEIGHT - 20, label);
    }
    int colour = 0;
    for (Map.Entry<String, Histogram> one : all.entrySet()) {
      if (one.getValue().getTotalCount() == 0) {
        continue;
      }
      StringBuilder points = new StringBuilder();
      // Where there are fewer values than that, every further point is the greatest.
      double nines = Math.min(MOST_NINES, Math.log10((double) one.getValue().getTotalCount()));
      for (double at = 0; at <= nines; at += STEP) {
        long value = one.getValue().getValueAtPercentile(100 * (1 - Math.pow(10, -at)));
        point(points, LEFT + (WIDTH - LEFT) * at / MOST_NINES, y(value));
      }
      curve(out, points, COLOURS[colour % COLOURS.length], one.getKey(), colour++);
    }
    return out.append("</svg>\n").toString();
  }

  private static String timeline(List<Timeline.Point> points) {
    StringBuilder out = begin();
    if (!points.isEmpty()) {
      double last = (double) Math.max(1, points.get(points.size() - 1).seconds());
      text(out, LEFT, HEIGHT - 20, "0 s");
      text(out, WIDTH - 60, HEIGHT - 20, String.format(Locale.ROOT, "%.0f s", last));
      line(out, points, last, Timeline.Point::p50, "p50", 0);
      line(out, points, last, Timeline.Point::p99, "p99", 1);
      line(out, points, last, Timeline.Point::max, "max", 2);
    }
    return out.append("</svg>\n").toString();
  }

  private static void line(
      StringBuilder out,
      List<Timeline.Point> points,
      double last,
      ToLongFunction<Timeline.Point> value,
      String name,
      int colour) {
    StringBuilder path = new StringBuilder();
    for (Timeline.Point point : points) {
      point(path, LEFT + (WIDTH - LEFT) * point.seconds() / last, y(value.applyAsLong(point)));
    }
    curve(out, path, COLOURS[colour], name, colour);
  }

  private static StringBuilder begin() {
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            """
            <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-size="11" \
            font-family="sans-serif">
            """,
            WIDTH, HEIGHT));
    for (int decade = 0; decade < DECADES.length; decade++) {
      double y = y((long) Math.pow(10, decade));
      out.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#ddd\"/>\n",
              LEFT,
              y,
              WIDTH,
              y));
      text(out, 5, y + 4, DECADES[decade]);
    }
    return out;
  }

  private static double y(long nanos) {
    double share = Math.log10((double) Math.max(1, nanos)) / (DECADES.length - 1);
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - Math.min(1, share));
  }

  private static void point(StringBuilder points, double x, double y) {
    points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
  }

  private static void curve(
      StringBuilder out, StringBuilder points, String colour, String name, int place) {
    out.append(
        String.format(
            """
            <polyline fill="none" stroke="%s" stroke-width="1.5" points="%s"/>
            <text x="%d" y="14" fill="%s">%s</text>
            """,
            colour, points, LEFT + 10 + place * 110, colour, name));
  }

  private static void text(StringBuilder out, double x, double y, String text) {
    out.append(
        String.format(
            Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" fill=\"#555\">%s</text>\n", x, y, text));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
