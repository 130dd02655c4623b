package io.hairspring.benchmarks.log;

import io.hairspring.api.journal.ExecutionLogger;
import io.hairspring.api.journal.JournalReport;
import io.hairspring.api.journal.JournalStatus;
import io.hairspring.benchmarks.bench.BenchmarkException;
import io.hairspring.benchmarks.report.LatencySeries;
import io.hairspring.schema.CycleRecordEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;

/** Hands the journal records at a fixed rate, for long, in the batches of an observer. */
final class SustainedAppends {
  /** Records a second. */
  static final long RATE = 1_000_000;

  private static final int BATCH = 32;
  private static final int LINE = 64;
  private static final long WRITTEN_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final ExecutionLogger logger;
  private final JournalStatus journal;
  private final LatencySeries append = new LatencySeries("log.append");
  private long refused;
  private long records;
  private long nanos;
  private long lag;
  private long unwritten;

  SustainedAppends(ExecutionLogger logger, JournalStatus journal) {
    this.logger = logger;
    this.journal = journal;
  }

  /** Appends for so long; an append that is refused counts and is not repeated. */
  void run(long seconds) throws BenchmarkException {
    final UnsafeBuffer buffer = lines();
    final JournalReport before = journal.report();
    final long begin = System.nanoTime();
    for (long second = 0; second < seconds; second++) {
      final long until = (second + 1) * RATE;
      while (records < until) {
        final long due = begin + TimeUnit.SECONDS.toNanos(1) * records / RATE;
        while (System.nanoTime() < due) {
          Thread.onSpinWait();
        }
        final long start = System.nanoTime();
        if (!logger.append(buffer, 0, BATCH * LINE)) {
          refused++;
        }
        append.accept(System.nanoTime() - start);
        records += BATCH;
      }
      append.endBlock();
      lag = Math.max(lag, journal.report().waiting());
    }
    nanos = System.nanoTime() - begin;
    awaitWritten();
    unwritten = missing(journal.report()) - missing(before);
  }

  /** What others append meanwhile, the platform's notes among it, need not be written. */
  private void awaitWritten() throws BenchmarkException {
    final long taken = journal.report().taken();
    final long deadline = System.nanoTime() + WRITTEN_NANOS;
    JournalReport now = journal.report();
    while (now.written() + now.withheld() < taken) {
      if (System.nanoTime() - deadline > 0) {
        throw new BenchmarkException(
            "bench log: "
                + (now.written() + now.withheld())
                + " of "
                + taken
                + " lines are in the journal after 30 s: "
                + now.state());
      }
      LockSupport.parkNanos(POLL_NANOS);
      now = journal.report();
    }
  }

  private static long missing(JournalReport report) {
    return report.taken() - report.written() - report.withheld() - report.waiting();
  }

  private static UnsafeBuffer lines() {
    final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(BATCH * LINE));
    for (int i = 0; i < BATCH; i++) {
      new CycleRecordEncoder()
          .wrapAndApplyHeader(buffer, i * LINE, new MessageHeaderEncoder())
          .cycle(i);
    }
    return buffer;
  }

  /** What an append of a batch takes the thread that calls it. */
  LatencySeries append() {
    return append;
  }

  /** Records a second that were handed over. */
  long rate() {
    return Math.round(records * 1e9 / nanos);
  }

  /** Records handed over. */
  long records() {
    return records;
  }

  /** Batches that were refused. */
  long refused() {
    return refused;
  }

  /** Most records that waited, at the end of a second. */
  long lag() {
    return lag;
  }

  /** Records that were taken and are not in the journal. */
  long unwritten() {
    return unwritten;
  }
}
