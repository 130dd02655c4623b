package io.hairspring.peers.handover;

import io.hairspring.api.task.Cycle;
import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.kernel.probe.KernelProbe;
import io.hairspring.kernel.probe.ProbeLane;
import io.hairspring.peers.bench.PeerThreads;

/**
 * Hairspring's ring and lane: the event is put into the lane's ring by one thread, the lane runs a
 * plan of one task for it on the other, and releases a record. The two threads share the ring and
 * nothing else of the lane. It is late by the task's reading of the clock, as everybody's handler
 * is, or by the one with which the lane begins a cycle.
 */
final class LaneHandover extends Handover implements Task {
  private static final int DISCARD_EVERY = 1_024;

  private final ProbeLane lane;
  private final boolean byTheLane;
  private volatile boolean running;
  private Receiver receiver;
  private Thread consumer;
  private long sequence;

  private LaneHandover(String name, boolean byTheLane, PeerThreads threads, KernelProbe probe) {
    super(name, threads);
    this.byTheLane = byTheLane;
    lane = probe.lane();
    lane.add(
        TaskDefinition.named("handler")
            .on(TriggerKind.MARKET_EVENT)
            .latencyClass(LatencyClass.CRITICAL)
            .build(),
        this);
    lane.plan(ProbeLane.Order.CRITICAL_PATH);
  }

  /** Until the handler runs. */
  static LaneHandover handled(PeerThreads threads, KernelProbe probe) {
    return new LaneHandover("hairspring", false, threads, probe);
  }

  /** Until the lane has taken the event. */
  static LaneHandover taken(PeerThreads threads, KernelProbe probe) {
    return new LaneHandover("hairspring-taken", true, threads, probe);
  }

  @Override
  public boolean run(Cycle cycle) {
    if (byTheLane) {
      receiver.accept(cycle.dueNanos(), ++sequence, cycle.timeNanos());
    } else {
      receiver.accept(cycle.dueNanos(), ++sequence);
    }
    return false;
  }

  @Override
  void start(Receiver next) {
    receiver = next;
    sequence = 0;
    running = true;
    consumer = threads().pinned(this::turn);
    consumer.start();
  }

  private void turn() {
    int turns = 0;
    while (running) {
      if (!lane.turn()) {
        Thread.onSpinWait();
      } else if (++turns % DISCARD_EVERY == 0) {
        lane.discard();
      }
    }
    lane.discard();
  }

  @Override
  void send(long due, long number) {
    while (!lane.event(due)) {
      Thread.onSpinWait();
    }
  }

  @Override
  void stop() {
    running = false;
    PeerThreads.join(consumer);
  }
}
