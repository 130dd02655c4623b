package io.hairspring.benchmarks.demo;

import io.hairspring.api.control.FeedStatus;
import io.hairspring.api.control.Mitigations;
import io.hairspring.api.control.Platform;
import io.hairspring.api.control.Swaps;
import io.hairspring.api.journal.ExecutionLogger;
import io.hairspring.api.market.FeedException;
import io.hairspring.api.market.Instrument;
import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.api.order.GatewayException;
import io.hairspring.kernel.probe.KernelProbe;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code distribution/run demo}: from feed to order gateway, then a table a person can read. */
@Component(service = ToIntFunction.class, property = "hairspring.command=demo")
public final class DemoCommand implements ToIntFunction<List<String>> {
  private static final int WRONG_INPUT = 2;
  private static final int FAILED = 1;
  private static final int SHOWN_BOOKS = 4;

  private final BundleContext context;
  private final Platform platform;
  private final KernelProbe probe;
  private final ExecutionLogger journal;
  private final Swaps swaps;
  private final Mitigations mitigations;
  private final PrintStream out = System.out;

  // The start script knows; a console object is no proof from JDK 22 on.
  private final boolean terminal = Boolean.getBoolean("hairspring.terminal");

  /** Takes what the demo runs on. */
  @Activate
  public DemoCommand(
      BundleContext context,
      @Reference Platform platform,
      @Reference KernelProbe probe,
      @Reference ExecutionLogger journal,
      @Reference Swaps swaps,
      @Reference Mitigations mitigations) {
    this.context = context;
    this.platform = platform;
    this.probe = probe;
    this.journal = journal;
    this.swaps = swaps;
    this.mitigations = mitigations;
  }

  @Override
  public int applyAsInt(List<String> arguments) {
    try {
      return run(DemoOptions.parse(arguments));
    } catch (final IllegalArgumentException | FeedException | GatewayException e) {
      System.err.println(e.getMessage());
      return WRONG_INPUT;
    } catch (final IOException e) {
      System.err.println("demo: the report cannot be written: " + e);
      return WRONG_INPUT;
    }
  }

  private int run(DemoOptions options) throws IOException {
    // A wrong URI is told before the rehearsal, not after it.
    platform.check(options.feed(), options.gateway());
    if (!options.changes()) {
      return run(options, new DemoRun(platform, probe, options, this::progress), () -> {});
    }
    final Changes changes = new Changes(context, swaps, mitigations);
    final DemoRun run = new DemoRun(platform, probe, options, this::progress, changes::turn);
    final int status = run(options, run, changes::end);
    changes.restore();
    out.println("changes         " + changes.told());
    return status;
  }

  private int run(DemoOptions options, DemoRun run, Runnable end) throws IOException {
    watched(new RecordReader(), run::rehearse);
    final RecordReader records = new RecordReader();
    final DemoResult[] result = new DemoResult[1];
    watched(
        records,
        watching -> {
          run.trade(watching);
          result[0] = result(run, watching);
          end.run();
        });
    platform.close();
    return show(options, result[0]);
  }

  private void watched(RecordReader reader, java.util.function.Consumer<RecordReader> work) {
    final ServiceRegistration<ExecutionMonitor> registration =
        context.registerService(ExecutionMonitor.class, reader, null);
    try {
      work.accept(reader);
    } finally {
      registration.unregister();
    }
  }

  private DemoResult result(DemoRun run, RecordReader records) {
    final List<String> books = new ArrayList<>();
    for (final Instrument instrument : platform.instruments().all()) {
      if (books.size() < SHOWN_BOOKS) {
        books.add(DemoResult.book(instrument, platform.book(instrument.index())));
      }
    }
    return new DemoResult(
        platform.feed(),
        platform.gateway(),
        platform.lanes().get(0),
        records,
        List.of(run.bareRelay(), run.bareLane()),
        books,
        run.allocatedBytes(),
        run.collectionsSince(),
        run.measuredNanos(),
        journal.location());
  }

  private int show(DemoOptions options, DemoResult result) throws IOException {
    if (terminal) {
      out.print("\r\u001b[K");
    }
    out.println(result.table());
    if (options.report().isPresent()) {
      final Path file = options.report().get();
      result.report().write(file);
    }
    final FeedStatus feed = result.feed();
    if (!feed.failure().isEmpty()) {
      System.err.println(feed.failure());
      return FAILED;
    }
    return 0;
  }

  private void progress(String line) {
    if (terminal) {
      out.print("\r\u001b[K" + line);
      out.flush();
    }
  }
}
