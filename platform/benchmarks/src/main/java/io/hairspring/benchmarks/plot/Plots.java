package io.hairspring.benchmarks.plot;

import io.hairspring.benchmarks.report.Growth;
import io.hairspring.benchmarks.report.LatencySeries;
import io.hairspring.benchmarks.report.Percentile;
import java.awt.BasicStroke;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Two plots for each group of series, in a folder beside the report: latency by percentile, all
 * values, and the median and 99th percentile of one block after another. Peers that do the same
 * work are a group; so is what begins with the same name. The machine's noise is in every one of
 * them. And one plot for each growth. Main thread.
 */
public final class Plots {
  private static final Pattern PEER = Pattern.compile("peers\\.(?<who>[^.]+)\\.(?<work>.+)");
  private static final String NOISE = "noise.lane";
  private static final int WIDTH = 1_000;
  private static final int HEIGHT = 600;
  private static final double PERCENT = 100;
  private static final float HAIRLINE = 0.3f;

  private final Path folder;

  private Plots(Path folder) {
    this.folder = folder;
  }

  /** The folder of the plots of a report: its name without the suffix, and "-plots". */
  public static Path folder(Path report) {
    final String name = report.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    return report.resolveSibling(name + "-plots");
  }

  /**
   * Draws everything.
   *
   * @return the files
   */
  public static List<Path> draw(Path report, List<LatencySeries> series, List<Growth> growths)
      throws IOException {
    final Plots plots = new Plots(Files.createDirectories(folder(report)));
    final List<Path> files = new ArrayList<>();
    for (final Map.Entry<String, Map<String, LatencySeries>> group : groups(series).entrySet()) {
      files.add(plots.save(group.getKey() + "-percentiles", curves(group.getValue())));
      files.add(plots.save(group.getKey() + "-over-time", course(group.getValue())));
    }
    for (final Growth growth : growths) {
      files.add(plots.save(growth.name().replace('.', '-'), growth(growth)));
    }
    return files;
  }

  /** Series by group and, within it, by what tells them apart. */
  static Map<String, Map<String, LatencySeries>> groups(List<LatencySeries> series) {
    final Map<String, Map<String, LatencySeries>> groups = new LinkedHashMap<>();
    for (final LatencySeries one : series) {
      final Matcher peer = PEER.matcher(one.name());
      final boolean peers = peer.matches();
      final String group = peers ? "peers-" + peer.group("work") : one.name().split("\\.", 2)[0];
      if (one.count() > 0 && !one.name().equals(NOISE)) {
        groups
            .computeIfAbsent(group, name -> new LinkedHashMap<>())
            .put(peers ? peer.group("who") : one.name(), one);
      }
    }
    series.stream()
        .filter(one -> one.name().equals(NOISE) && one.count() > 0)
        .forEach(noise -> groups.values().forEach(group -> group.put(NOISE, noise)));
    return groups;
  }

  private static XYChart curves(Map<String, LatencySeries> group) {
    final XYChart chart = chart("one in so many is slower", "latency, ns");
    chart.getStyler().setXAxisLogarithmic(true);
    group.forEach(
        (name, series) -> {
          final List<Double> oneIn = new ArrayList<>();
          final List<Double> nanos = new ArrayList<>();
          series.curve(
              (share, value) -> {
                oneIn.add(1 / (1 - share));
                nanos.add(Math.max(1.0, value));
              });
          line(chart.addSeries(name, oneIn, nanos), SeriesLines.SOLID);
        });
    return chart;
  }

  private static XYChart course(Map<String, LatencySeries> group) {
    final XYChart chart = chart("share of the run, %", "latency of a block, ns");
    group.forEach(
        (name, series) -> {
          for (final Percentile percentile : List.of(Percentile.P50, Percentile.P99)) {
            final List<Double> when = new ArrayList<>();
            final List<Double> nanos = new ArrayList<>();
            final long[] blocks = series.course(percentile);
            for (int i = 0; i < blocks.length; i++) {
              when.add(PERCENT * i / Math.max(1, blocks.length - 1));
              nanos.add((double) Math.max(1, blocks[i]));
            }
            line(
                chart.addSeries(name + " " + percentile.label(), when, nanos),
                percentile == Percentile.P50 ? SeriesLines.SOLID : SeriesLines.DASH_DASH);
          }
        });
    return chart;
  }

  private static XYChart growth(Growth growth) {
    final XYChart chart = chart(growth.of(), "a cycle, ns");
    chart.getStyler().setXAxisLogarithmic(true);
    final List<Integer> numbers = growth.numbers().stream().sorted().toList();
    final Map<String, Double> shares = new LinkedHashMap<>();
    shares.put("p10", 0.1);
    shares.put("p50", 0.5);
    shares.put("p90", 0.9);
    shares.forEach(
        (name, share) ->
            line(
                chart.addSeries(
                    name,
                    numbers,
                    numbers.stream()
                        .map(number -> Math.max(1.0, growth.nanos(number).quantile(share)))
                        .toList()),
                share == 0.5 ? SeriesLines.SOLID : SeriesLines.DASH_DASH));
    return chart;
  }

  private static void line(XYSeries series, BasicStroke stroke) {
    series.setMarker(SeriesMarkers.NONE);
    series.setLineStyle(stroke);
  }

  private static XYChart chart(String x, String y) {
    final XYChart chart =
        new XYChartBuilder().width(WIDTH).height(HEIGHT).xAxisTitle(x).yAxisTitle(y).build();
    chart.getStyler().setYAxisLogarithmic(true);
    // A dashed grid would be most of the file: the writer draws every dash.
    chart.getStyler().setPlotGridLinesStroke(new BasicStroke(HAIRLINE));
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    return chart;
  }

  private Path save(String name, XYChart chart) throws IOException {
    chart.setTitle(name);
    final Path file = folder.resolve(name.toLowerCase(Locale.ROOT) + ".svg");
    VectorGraphicsEncoder.saveVectorGraphic(chart, file.toString(), VectorGraphicsFormat.SVG);
    return file;
  }
}
