package io.hairspring.peers.handover;

import io.hairspring.api.control.Platform;
import io.hairspring.kernel.probe.KernelProbe;
import io.hairspring.peers.bench.PeerThreads;
import io.hairspring.peers.bench.Work;
import java.util.List;
import org.osgi.framework.BundleContext;

/** Who hands events over. */
public final class Handovers {
  private Handovers() {}

  /** All of them. */
  public static Work work(
      BundleContext bundle, Platform platform, KernelProbe probe, PeerThreads threads) {
    return new Work(
        "handover",
        List.of(
            LaneHandover.handled(threads, probe),
            LaneHandover.taken(threads, probe),
            new PlatformHandover(bundle, platform),
            new AgronaHandover(threads),
            new DisruptorHandover(threads),
            ExecutorHandover.threadPool(threads),
            ExecutorHandover.forkJoin(threads)));
  }
}
