package io.hairspring.benchmarks.bench;

import io.hairspring.api.control.Platform;
import io.hairspring.api.control.Swaps;
import io.hairspring.benchmarks.criticalpath.CriticalPathBenchmark;
import io.hairspring.benchmarks.dispatch.DispatchBenchmark;
import io.hairspring.benchmarks.report.Environment;
import io.hairspring.benchmarks.report.LatencySeries;
import io.hairspring.benchmarks.report.Report;
import io.hairspring.benchmarks.report.Table;
import io.hairspring.benchmarks.swap.SwapBenchmark;
import io.hairspring.benchmarks.throughput.ThroughputBenchmark;
import io.hairspring.benchmarks.timer.TimerBenchmark;
import io.hairspring.kernel.probe.KernelProbe;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code distribution/run bench}: runs benchmarks one after the other, then prints one table. */
@Component(service = ToIntFunction.class, property = "hairspring.command=bench")
public final class BenchCommand implements ToIntFunction<List<String>> {
  private static final int WRONG_INPUT = 2;
  private static final int FAILED = 1;

  private final List<Benchmark> benchmarks;
  private final PrintStream out = System.out;

  // The start script knows; a console object is no proof from JDK 22 on.
  private final boolean terminal = Boolean.getBoolean("hairspring.terminal");

  /** The command with every benchmark there is. */
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
            new PlanBenchmark(),
            new SwapBenchmark(bundle, platform, probe, swaps)));
  }

  BenchCommand(List<Benchmark> benchmarks) {
    this.benchmarks = benchmarks;
  }

  @Override
  public int applyAsInt(List<String> arguments) {
    try {
      final BenchOptions options =
          BenchOptions.parse(arguments, benchmarks.stream().map(Benchmark::name).toList());
      if (options.list()) {
        list();
      } else {
        run(options);
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

  private void list() {
    for (final Benchmark benchmark : benchmarks) {
      out.printf(Locale.ROOT, "%-16s%s%n", benchmark.name(), benchmark.description());
    }
  }

  private void run(BenchOptions options) throws BenchmarkException, IOException {
    final LatencySeries noise = new LatencySeries("noise.lane");
    final Report report = new Report();
    final Table table = new Table();
    final BenchContext context =
        new BenchContext(options.quick(), options.data(), report, table, noise, this::progress);
    for (final Benchmark benchmark : benchmarks) {
      if (options.names().isEmpty() || options.names().contains(benchmark.name())) {
        benchmark.run(context);
        table.gap();
      }
    }
    table.latencies(List.of(noise)).gap().environment();
    report.put(noise).putAll(Environment.describe());
    progress("");
    out.println(table);
    if (options.report().isPresent()) {
      report.write(options.report().get());
    }
  }

  private void progress(String line) {
    if (terminal) {
      out.print("\r\u001b[K" + line);
      out.flush();
    }
  }
}
