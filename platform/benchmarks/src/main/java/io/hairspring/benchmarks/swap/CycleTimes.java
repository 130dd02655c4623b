package io.hairspring.benchmarks.swap;

import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.schema.CycleRecordDecoder;
import io.hairspring.schema.MarketEventDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.agrona.DirectBuffer;

/**
 * The times of the first market events' cycles under each plan, and of a block whenever one is
 * asked for; and whether each event came once. The observer's thread writes, the main thread reads
 * what is complete.
 */
final class CycleTimes implements ExecutionMonitor {
  /** Cycles of a block. */
  static final int BLOCK = 1_000;

  private static final int PLANS = 64;

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final CycleRecordDecoder line = new CycleRecordDecoder();
  private final long[][] firsts = new long[PLANS][BLOCK];
  private final AtomicIntegerArray done = new AtomicIntegerArray(PLANS);
  private final long[] block = new long[BLOCK];
  private volatile int epoch = -1;
  private int filled = BLOCK;
  private int blockFilled = BLOCK;
  private long lastSequence;
  private volatile boolean wanted;
  private volatile boolean complete;
  private volatile long repeated;
  private volatile long skipped;
  private volatile boolean gap;

  @Override
  public void onRecord(DirectBuffer buffer, int offset) {
    header.wrap(buffer, offset);
    if (header.templateId() != CycleRecordDecoder.TEMPLATE_ID) {
      return;
    }
    line.wrapAndApplyHeader(buffer, offset, header);
    if (line.outcome().gapBefore()) {
      gap = true;
    }
    if (!line.outcome().slack() && line.trigger() == MarketEventDecoder.TEMPLATE_ID) {
      order(line.triggerSequence());
      keep(line.epoch(), line.endNanos() - line.startNanos());
    }
  }

  private void order(long sequence) {
    if (lastSequence != 0 && sequence <= lastSequence) {
      final long more = repeated + 1;
      repeated = more;
    } else if (lastSequence != 0 && sequence > lastSequence + 1) {
      final long more = skipped + sequence - lastSequence - 1;
      skipped = more;
    }
    lastSequence = sequence;
  }

  private void keep(int plan, long nanos) {
    if (plan != epoch) {
      epoch = plan;
      filled = 0;
    }
    if (filled < BLOCK) {
      firsts[plan % PLANS][filled++] = nanos;
      if (filled == BLOCK) {
        done.set(plan % PLANS, plan);
      }
    }
    if (wanted) {
      wanted = false;
      blockFilled = 0;
    }
    if (blockFilled < BLOCK) {
      block[blockFilled++] = nanos;
      complete = blockFilled == BLOCK;
    }
  }

  /** Asks for the next block of cycles. */
  void want() {
    complete = false;
    wanted = true;
  }

  /** Whether it is there. */
  boolean complete() {
    return complete;
  }

  /** The block, when it is complete. */
  long[] block() {
    return block;
  }

  /** Whether the first cycles of a plan are there, or will never be, because another came. */
  boolean ended(int plan) {
    return done.get(plan % PLANS) == plan || epoch > plan;
  }

  /** The first cycles of a plan that has ended; null when there were too few. */
  long[] first(int plan) {
    return done.get(plan % PLANS) == plan ? firsts[plan % PLANS] : null;
  }

  /** Market events that came again. */
  long repeated() {
    return repeated;
  }

  /** Market events that are missing; meaningful without dropped records. */
  long skipped() {
    return skipped;
  }

  /** Whether a record was dropped, so that missing ones say nothing. */
  boolean dropped() {
    return gap;
  }
}
