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
 * nothing else of the lane.
 */
final class LaneHandover extends Handover implements Task {
  private static final int DISCARD_EVERY = 1_024;

  private final ProbeLane lane;
  private volatile boolean running;
  private Receiver receiver;
  private Thread consumer;
  private long sequence;

  LaneHandover(PeerThreads threads, KernelProbe probe) {
    super("hairspring", threads);
    lane = probe.lane();
    lane.add(
        TaskDefinition.named("handler")
            .on(TriggerKind.MARKET_EVENT)
            .latencyClass(LatencyClass.CRITICAL)
            .build(),
        this);
    lane.plan(ProbeLane.Order.CRITICAL_PATH);
  }

  @Override
  public boolean run(Cycle cycle) {
    receiver.accept(cycle.dueNanos(), ++sequence);
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
