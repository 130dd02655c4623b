package io.hairspring.benchmarks.log;

import io.hairspring.api.journal.ExecutionLogger;
import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.kernel.probe.ProbeLane;
import io.hairspring.schema.CycleRecordDecoder;
import io.hairspring.schema.CycleRecordEncoder;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.MessageHeaderEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Takes records out of a lane's ring and hands them to the journal, on a thread of its own; orders
 * of both lanes of a pair go. While the lane without records runs, it hands over records of its own
 * as often, so that neither lane has the busier neighbour.
 */
final class TakenRecords implements ExecutionMonitor, Runnable {
  private static final int LINE = 64;

  /** What a lane keeps back while it is busy: its records come in bunches. */
  private static final double BUNCH_NANOS = 4_000;

  /** The lanes whose rings are emptied. */
  private record Pair(ProbeLane on, ProbeLane off) {}

  private final ExecutionLogger logger;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final CycleRecordDecoder record = new CycleRecordDecoder();
  private final UnsafeBuffer own = new UnsafeBuffer(new byte[LINE]);
  private volatile Pair pair;
  private volatile boolean running = true;
  private volatile double standInNanos;
  private volatile long cycles;
  private volatile long records;
  private volatile long refused;

  // Of the stand-ins.
  private boolean standing;
  private double dueNanos;

  TakenRecords(ExecutionLogger logger) {
    this.logger = logger;
    new CycleRecordEncoder().wrapAndApplyHeader(own, 0, new MessageHeaderEncoder());
  }

  /** Takes these lanes' lines from now on. */
  void of(ProbeLane on, ProbeLane off) {
    pair = new Pair(on, off);
  }

  /**
   * Hands over records of its own from now on.
   *
   * @param nanos from one to the next; 0 for none any more
   */
  void standIn(double nanos) {
    standInNanos = nanos;
  }

  @Override
  public void run() {
    while (running) {
      final Pair now = pair;
      if (now != null) {
        now.on.drain(this);
        now.off.drain(this);
      }
      standIn();
      Thread.onSpinWait();
    }
  }

  private void standIn() {
    final double each = standInNanos;
    final long now = System.nanoTime();
    if (each == 0) {
      standing = false;
    } else if (!standing) {
      standing = true;
      dueNanos = now;
    } else if (now - dueNanos >= Math.max(each, BUNCH_NANOS)) {
      for (; dueNanos + each <= now; dueNanos += each) {
        append(own, 0);
      }
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes it.
  private void append(DirectBuffer buffer, int offset) {
    if (!logger.append(buffer, offset, LINE)) {
      refused++;
    }
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes them.
  public void onRecord(DirectBuffer buffer, int offset) {
    append(buffer, offset);
    records++;
    header.wrap(buffer, offset);
    if (header.templateId() == CycleRecordDecoder.TEMPLATE_ID
        && !record.wrapAndApplyHeader(buffer, offset, header).outcome().slack()) {
      cycles++;
    }
  }

  void stop() {
    running = false;
  }

  /** Cycles whose record was taken; those of deferred steps are left aside. */
  long cycles() {
    return cycles;
  }

  /** Lines taken. */
  long records() {
    return records;
  }

  long refused() {
    return refused;
  }
}
