package io.hairspring.benchmarks.log;

import io.hairspring.api.journal.ExecutionLogger;
import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.kernel.probe.ProbeLane;
import io.hairspring.schema.CycleRecordDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/** Takes records out of a lane's ring and hands them to the journal, on a thread of its own. */
final class TakenRecords implements ExecutionMonitor, Runnable {
  private static final int LINE = 64;

  private final ExecutionLogger logger;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private volatile ProbeLane lane;
  private volatile boolean running = true;
  private volatile long cycles;
  private volatile long refused;

  TakenRecords(ExecutionLogger logger) {
    this.logger = logger;
  }

  /** Takes this lane's records from now on. */
  void of(ProbeLane recorded) {
    lane = recorded;
  }

  @Override
  public void run() {
    while (running) {
      final ProbeLane recorded = lane;
      if (recorded != null) {
        recorded.drain(this);
      }
      Thread.onSpinWait();
    }
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes them.
  public void onRecord(DirectBuffer buffer, int offset) {
    if (!logger.append(buffer, offset, LINE)) {
      refused++;
    }
    header.wrap(buffer, offset);
    if (header.templateId() == CycleRecordDecoder.TEMPLATE_ID) {
      cycles++;
    }
  }

  void stop() {
    running = false;
  }

  long cycles() {
    return cycles;
  }

  long refused() {
    return refused;
  }
}
