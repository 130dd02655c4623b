package io.hairspring.peers.bench;

import io.hairspring.api.control.Platform;
import io.hairspring.api.placement.ThreadPlacement;
import io.hairspring.benchmarks.bench.BenchContext;
import io.hairspring.benchmarks.bench.Benchmark;
import io.hairspring.benchmarks.bench.BenchmarkException;
import io.hairspring.kernel.probe.KernelProbe;
import io.hairspring.peers.dispatch.GraphWorks;
import io.hairspring.peers.handover.Handovers;
import io.hairspring.peers.logging.Logs;
import io.hairspring.peers.timers.TimerWorks;
import java.io.IOException;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;

/** The same work done by Hairspring and by what a user would take instead, by turns, in one run. */
@Component(service = Benchmark.class)
public final class PeersBenchmark implements Benchmark {
  private static final int ROUNDS = 21;
  private static final int QUICK_ROUNDS = 10;
  private static final double QUICK_PART = 0.4;
  private static final int WARM_UP_BLOCKS = 3;

  private final BundleContext bundle;
  private final Platform platform;
  private final KernelProbe probe;
  private final PeerThreads threads;

  /** On a platform, with threads placed as the platform places its own. */
  @Activate
  public PeersBenchmark(
      BundleContext bundle,
      @Reference Platform platform,
      @Reference KernelProbe probe,
      @Reference(cardinality = ReferenceCardinality.OPTIONAL) ThreadPlacement placement) {
    this.bundle = bundle;
    this.platform = platform;
    this.probe = probe;
    this.threads = new PeerThreads(Optional.ofNullable(placement));
  }

  @Override
  public String name() {
    return "peers";
  }

  @Override
  public String description() {
    return "Hairspring beside Disruptor, Agrona, Fluxtion, the JDK's pools and loggers";
  }

  @Override
  public void run(BenchContext context) throws BenchmarkException, IOException {
    final int rounds = context.quick() ? QUICK_ROUNDS : ROUNDS;
    try {
      new GraphWorks(probe).run(context, platform, probe, rounds);
      try (Work work = Handovers.work(bundle, platform, probe, threads)) {
        take(context, work, "events from thread to thread", rounds);
      }
      for (final Work timers :
          TimerWorks.works(bundle, platform, threads, context.quick() ? QUICK_PART : 1)) {
        try (Work work = timers) {
          take(context, work, "timers", rounds);
        }
      }
      try (Logs logs = new Logs(threads);
          Work work = logs.work()) {
        take(context, work, "records", rounds);
      }
    } catch (final IllegalStateException e) {
      throw new BenchmarkException(e.getMessage());
    }
  }

  private void take(BenchContext context, Work work, String what, int rounds) {
    context.progress().accept("peers: " + what + ", warming up");
    work.warmUp(WARM_UP_BLOCKS);
    for (int i = 1; i <= rounds; i++) {
      context.progress().accept("peers: " + what + ", round " + i + " of " + rounds);
      work.round(i);
      threads.runPinned(context::takeNoise);
    }
    work.report(context);
  }
}
