package io.hairspring.benchmarks.swap;

import io.hairspring.api.journal.ExecutionLogger;
import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.schema.CycleRecordDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/**
 * Checks that whoever reads the records, one after another, sees each cycle once. The observers'
 * thread writes, anybody reads.
 */
final class RecordCheck {
  private static final int LINE = 64;

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final CycleRecordDecoder line = new CycleRecordDecoder();
  private long last;
  private volatile long seen;
  private volatile long lost;
  private volatile long repeated;

  /** Another monitor that reads for this check. */
  ExecutionMonitor monitor() {
    return new ExecutionMonitor() {
      @Override
      public void onRecord(DirectBuffer buffer, int offset) {
        check(buffer, offset);
      }
    };
  }

  /** Another logger that reads for this check. */
  ExecutionLogger logger() {
    return new ExecutionLogger() {
      @Override
      public boolean append(DirectBuffer buffer, int offset, int length) {
        for (int at = offset; at < offset + length; at += LINE) {
          check(buffer, at);
        }
        return true;
      }

      @Override
      public String location() {
        return "nowhere";
      }
    };
  }

  private void check(DirectBuffer buffer, int offset) {
    header.wrap(buffer, offset);
    if (header.templateId() != CycleRecordDecoder.TEMPLATE_ID) {
      return;
    }
    line.wrapAndApplyHeader(buffer, offset, header);
    if (line.outcome().slack()) {
      return;
    }
    final long cycle = line.cycle();
    if (last != 0 && cycle <= last) {
      final long more = repeated + 1;
      repeated = more;
    } else if (last != 0) {
      final long more = lost + cycle - last - 1;
      lost = more;
    }
    last = cycle;
    final long count = seen + 1;
    seen = count;
  }

  /** Cycles seen. */
  long seen() {
    return seen;
  }

  /** Cycles that nobody saw. */
  long lost() {
    return lost;
  }

  /** Cycles seen again. */
  long repeated() {
    return repeated;
  }
}
