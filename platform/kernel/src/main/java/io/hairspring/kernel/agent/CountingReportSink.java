package io.hairspring.kernel.agent;

import io.hairspring.api.control.GatewayStatus;
import io.hairspring.api.order.ReportKind;
import io.hairspring.api.order.ReportSink;
import io.hairspring.kernel.journal.JournalTap;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.ExecutionReportDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import java.util.concurrent.atomic.AtomicLongArray;
import org.agrona.DirectBuffer;

/** Puts a gateway's reports into the lane's ring and the journal's, and counts them by kind. */
public final class CountingReportSink implements ReportSink {
  private static final int KIND =
      MessageHeaderDecoder.ENCODED_LENGTH + ExecutionReportDecoder.kindEncodingOffset();
  private static final int HELD = ReportKind.values().length;

  private final LineRing reports;
  private final JournalTap journal;
  private final AtomicLongArray counts = new AtomicLongArray(HELD + 1);

  /** A sink into one ring, and the journal's tap beside it. */
  public CountingReportSink(LineRing reports, JournalTap journal) {
    this.reports = reports;
    this.journal = journal;
  }

  @Override
  public boolean offer(DirectBuffer buffer, int offset) {
    final boolean taken = journal.accepts() && reports.claim() != LineRing.FULL;
    if (taken) {
      // Before the lane can have it: who sees the record finds what triggered it.
      journal.put(buffer, offset);
      reports.offer(buffer, offset);
    }
    count(taken ? buffer.getByte(offset + KIND) : HELD);
    return taken;
  }

  /** What was counted. Any thread. */
  public GatewayStatus status(String uri, long commands, String failure) {
    return new GatewayStatus(
        uri,
        commands,
        of(ReportKind.ACKNOWLEDGED),
        of(ReportKind.PARTIAL_FILL) + of(ReportKind.FILL),
        of(ReportKind.CANCELLED),
        of(ReportKind.REJECTED),
        counts.get(HELD),
        failure);
  }

  private void count(int index) {
    counts.lazySet(index, counts.get(index) + 1);
  }

  private long of(ReportKind kind) {
    return counts.get(kind.ordinal());
  }
}
