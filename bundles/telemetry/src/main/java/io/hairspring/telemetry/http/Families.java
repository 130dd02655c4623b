package io.hairspring.telemetry.http;

import io.hairspring.api.monitor.Distribution;
import io.hairspring.telemetry.metric.Kind;
import io.hairspring.telemetry.metric.Metric;
import io.hairspring.telemetry.metric.Sample;
import io.hairspring.telemetry.metric.Snapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** A snapshot in Prometheus' terms: families of series, in base units. */
final class Families {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double P99 = 0.99;
  private static final double P999 = 0.999;
  private static final String DEPTH = "depth";

  private final Snapshot snapshot;

  Families(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  MetricSnapshots all() {
    final MetricSnapshots.Builder families = MetricSnapshots.builder();
    families.metricSnapshot(build());
    samples().forEach((metric, series) -> families.metricSnapshot(family(metric, series)));
    summaries().values().forEach(families::metricSnapshot);
    return families.build();
  }

  private MetricSnapshot build() {
    return InfoSnapshot.builder()
        .name("hairspring_build")
        .help("What runs.")
        .dataPoint(
            InfoDataPointSnapshot.builder()
                .labels(
                    Labels.of(
                        "commit", snapshot.texts().getOrDefault("commit", "unknown"),
                        "jdk", snapshot.texts().getOrDefault("jdk", "unknown")))
                .build())
        .build();
  }

  /** Of two values of one series the first counts: a page with both would be refused whole. */
  private Map<Metric, Map<Labels, Long>> samples() {
    final Map<Metric, Map<Labels, Long>> families = new EnumMap<>(Metric.class);
    for (final Sample sample : snapshot.samples()) {
      families
          .computeIfAbsent(sample.metric(), metric -> new LinkedHashMap<>())
          .putIfAbsent(Labels.of(sample.metric().labels(), sample.labels()), sample.value());
    }
    return families;
  }

  private static MetricSnapshot family(Metric metric, Map<Labels, Long> series) {
    return metric.kind() == Kind.COUNTER ? counter(metric, series) : gauge(metric, series);
  }

  private static MetricSnapshot counter(Metric metric, Map<Labels, Long> series) {
    final CounterSnapshot.Builder family =
        CounterSnapshot.builder()
            .name(metric.exposedName())
            .help(metric.help())
            .unit(unit(metric.unit()));
    series.forEach(
        (labels, value) ->
            family.dataPoint(
                CounterDataPointSnapshot.builder()
                    .labels(labels)
                    .value(metric.exposed(value))
                    .build()));
    return family.build();
  }

  private static MetricSnapshot gauge(Metric metric, Map<Labels, Long> series) {
    final GaugeSnapshot.Builder family =
        GaugeSnapshot.builder()
            .name(metric.exposedName())
            .help(metric.help())
            .unit(unit(metric.unit()));
    series.forEach(
        (labels, value) ->
            family.dataPoint(
                GaugeDataPointSnapshot.builder()
                    .labels(labels)
                    .value(metric.exposed(value))
                    .build()));
    return family.build();
  }

  private static Unit unit(String name) {
    return name.isEmpty() ? null : new Unit(name);
  }

  private Map<String, SummarySnapshot> summaries() {
    final Map<String, Map<Labels, Distribution>> families = new TreeMap<>();
    for (final Distribution measured : snapshot.distributions()) {
      families
          .computeIfAbsent(name(measured), name -> new LinkedHashMap<>())
          .putIfAbsent(labels(measured.subject()), measured);
    }
    final Map<String, SummarySnapshot> summaries = new TreeMap<>();
    families.forEach((name, series) -> summaries.put(name, summary(name, series)));
    return summaries;
  }

  private static SummarySnapshot summary(String name, Map<Labels, Distribution> series) {
    final Distribution any = series.values().iterator().next();
    final boolean lines = any.measure().equals(DEPTH);
    final SummarySnapshot.Builder family =
        SummarySnapshot.builder()
            .name(name)
            .help(
                "The monitor's "
                    + any.measure()
                    + " of a "
                    + kind(any.subject())
                    + " since the session began; quantile 1 is the greatest.")
            .unit(new Unit(lines ? "lines" : "seconds"));
    final double scale = lines ? 1 : NANOS_PER_SECOND;
    series.forEach((labels, measured) -> family.dataPoint(point(labels, measured, scale)));
    return family.build();
  }

  private static SummaryDataPointSnapshot point(Labels labels, Distribution of, double scale) {
    return SummaryDataPointSnapshot.builder()
        .labels(labels)
        .count(of.count())
        .sum(of.sum() / scale)
        .quantiles(
            Quantiles.builder()
                .quantile(0.5, of.p50() / scale)
                .quantile(P99, of.p99() / scale)
                .quantile(P999, of.p999() / scale)
                .quantile(1, of.max() / scale)
                .build())
        .build();
  }

  /** Not the name of the gauge of the same thing: {@code observed} sets them apart. */
  private static String name(Distribution measured) {
    final boolean lines = measured.measure().equals(DEPTH);
    return ("hairspring_"
            + kind(measured.subject())
            + (lines ? "_observed_depth_lines" : "_" + measured.measure() + "_seconds"))
        .replaceAll("[^a-z_]", "_");
  }

  private static String kind(String subject) {
    final int colon = subject.indexOf(':');
    return colon < 0 ? subject : subject.substring(0, colon);
  }

  private static Labels labels(String subject) {
    final int colon = subject.indexOf(':');
    return colon < 0
        ? Labels.EMPTY
        : Labels.of(kind(subject).replaceAll("[^a-z_]", "_"), subject.substring(colon + 1));
  }
}
