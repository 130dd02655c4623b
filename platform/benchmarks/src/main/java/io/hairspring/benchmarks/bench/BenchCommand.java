package io.hairspring.benchmarks.bench;

import io.hairspring.api.control.Platform;
import io.hairspring.api.control.Swaps;
import io.hairspring.api.market.FeedProvider;
import io.hairspring.benchmarks.affinity.AffinityBenchmark;
import io.hairspring.benchmarks.compare.Gate;
import io.hairspring.benchmarks.criticalpath.CriticalPathBenchmark;
import io.hairspring.benchmarks.detect.DetectBenchmark;
import io.hairspring.benchmarks.detect.MonitorBenchmark;
import io.hairspring.benchmarks.dispatch.DispatchBenchmark;
import io.hairspring.benchmarks.log.LogBenchmark;
import io.hairspring.benchmarks.plot.Plots;
import io.hairspring.benchmarks.report.Environment;
import io.hairspring.benchmarks.report.Report;
import io.hairspring.benchmarks.report.Table;
import io.hairspring.benchmarks.scaling.ScalingBenchmark;
import io.hairspring.benchmarks.swap.SwapBenchmark;
import io.hairspring.benchmarks.throughput.ThroughputBenchmark;
import io.hairspring.benchmarks.timer.TimerBenchmark;
import io.hairspring.kernel.probe.KernelProbe;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** {@code distribution/run bench}: runs benchmarks one after the other, then prints one table. */
@Component(service = ToIntFunction.class, property = "hairspring.command=bench")
public final class BenchCommand implements ToIntFunction<List<String>> {
  private static final System.Logger LOG = System.getLogger(BenchCommand.class.getName());
  private static final int WRONG_INPUT = 2;
  private static final int FAILED = 1;

  private final List<Benchmark> own;

  /** What other bundles bring, in no order. */
  @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
  private volatile List<Benchmark> plugged = List.of();

  private final PrintStream out = System.out;

  // The start script knows; a console object is no proof from JDK 22 on.
  private final boolean terminal = Boolean.getBoolean("hairspring.terminal");

  /** The command with every benchmark of this bundle. */
  @Activate
  public BenchCommand(
      BundleContext bundle,
      @Reference Platform platform,
      @Reference KernelProbe probe,
      @Reference Swaps swaps) {
    this(
        List.of(
            new DispatchBenchmark(platform, probe),
            new TimerBenchmark(bundle, platform, probe),
            new ThroughputBenchmark(bundle, platform, probe),
            new CriticalPathBenchmark(platform, probe),
            new ScalingBenchmark(platform, probe, () -> syntheticFeeds(bundle)),
            new LogBenchmark(bundle, platform, probe, () -> syntheticFeeds(bundle)),
            new MonitorBenchmark(bundle, platform, probe),
            new DetectBenchmark(bundle, platform, probe),
            new PlanBenchmark(),
            new SwapBenchmark(bundle, platform, probe, swaps),
            new AffinityBenchmark(bundle, probe)));
  }

  private static FeedProvider syntheticFeeds(BundleContext bundle) {
    try {
      return bundle
          .getServiceReferences(FeedProvider.class, "(hairspring.feed.scheme=synthetic)")
          .stream()
          .findFirst()
          .map(bundle::getService)
          .orElseThrow(
              () -> new IllegalArgumentException("bench: no bundle opens synthetic: feeds"));
    } catch (final InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  BenchCommand(List<Benchmark> benchmarks) {
    this.own = benchmarks;
  }

  @Override
  public int applyAsInt(List<String> arguments) {
    try {
      final List<Benchmark> benchmarks =
          Stream.concat(
                  own.stream(), plugged.stream().sorted(Comparator.comparing(Benchmark::name)))
              .toList();
      final BenchOptions options =
          BenchOptions.parse(arguments, benchmarks.stream().map(Benchmark::name).toList());
      if (options.list()) {
        list(benchmarks);
      } else if (options.compare().isPresent()) {
        return compare(options.compare().get(), options) ? 0 : FAILED;
      } else {
        run(benchmarks, options);
      }
      return 0;
    } catch (final IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return WRONG_INPUT;
    } catch (final IOException e) {
      System.err.println("bench: a file cannot be read or written: " + e);
      return WRONG_INPUT;
    } catch (final BenchmarkException e) {
      System.err.println(e.getMessage());
      return FAILED;
    }
  }

  private void list(List<Benchmark> benchmarks) {
    for (final Benchmark benchmark : benchmarks) {
      out.printf(Locale.ROOT, "%-16s%s%n", benchmark.name(), benchmark.description());
    }
  }

  private boolean compare(Path baseline, BenchOptions options)
      throws BenchmarkException, IOException {
    final Report report = new Report();
    final Table table = new Table();
    final boolean passed =
        new Gate(baseline, options.names(), options.rounds(), options.injected())
            .run(report, table, this::progress);
    table.gap().environment();
    report.putAll(Environment.describe());
    show(report, table, options);
    return passed;
  }

  private void run(List<Benchmark> benchmarks, BenchOptions options)
      throws BenchmarkException, IOException {
    final MachineNoise noise = new MachineNoise();
    final Report report = new Report();
    final Table table = new Table();
    final BenchContext context =
        new BenchContext(options.quick(), options.data(), report, table, noise, this::progress);
    final List<String> took = new ArrayList<>();
    for (final Benchmark benchmark : benchmarks) {
      if (options.names().isEmpty() || options.names().contains(benchmark.name())) {
        final long begin = System.nanoTime();
        benchmark.run(context);
        table.gap();
        final long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
        report.put("bench." + benchmark.name() + ".seconds", seconds);
        took.add(benchmark.name() + " " + seconds + " s");
      }
    }
    table.row("took", String.join(", ", took)).gap();
    table.latencies(noise.series()).gap().environment();
    noise.series().forEach(report::put);
    report.putAll(Environment.describe());
    show(report, table, options);
  }

  private void show(Report report, Table table, BenchOptions options) throws IOException {
    progress("");
    out.println(table);
    if (options.report().isPresent()) {
      report.write(options.report().get());
      plot(options.report().get(), report);
    }
  }

  /** A machine without fonts has no plots, but a report all the same. */
  private void plot(Path file, Report report) throws IOException {
    try {
      if (!Plots.draw(file, report.series(), report.growths()).isEmpty()) {
        out.println("plots in " + Plots.folder(file));
      }
    } catch (final RuntimeException | LinkageError e) {
      LOG.log(Level.INFO, "plots", e);
      out.println("no plots: this Java cannot draw (" + e + ")");
    }
  }

  private void progress(String line) {
    if (terminal) {
      out.print("\r\u001b[K" + line);
      out.flush();
    }
  }
}
