package io.hairspring.peers.graph;

import com.fluxtion.runtime.annotations.OnEventHandler;
import io.hairspring.api.task.Cycle;
import io.hairspring.api.task.HotPath;

/** Where the events come in. On a lane, the event's due time stands for its value. */
@HotPath
public final class Root extends Node {
  private static final long SPREAD = 0x9E3779B97F4A7C15L;
  private static final int KEEP = 17;

  private long next;

  /** Fluxtion's way in. */
  @OnEventHandler
  public boolean onTick(Tick tick) {
    return accept(tick.value);
  }

  /** Straight code's way in. */
  public boolean accept(long event) {
    next = event;
    return update();
  }

  @Override
  public boolean run(Cycle cycle) {
    return accept(cycle.dueNanos());
  }

  @Override
  public boolean update() {
    return became((next * SPREAD) >>> KEEP);
  }
}
