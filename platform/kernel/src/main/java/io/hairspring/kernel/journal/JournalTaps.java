package io.hairspring.kernel.journal;

import java.util.concurrent.atomic.AtomicLong;

/** The journal's copies of what goes into a session's lanes and comes out, beside the records. */
public final class JournalTaps {
  private final Overflow overflow;
  private final JournalTap market;
  private final JournalTap reports;
  private final JournalTap orders;
  private final AtomicLong copied = new AtomicLong();
  private volatile boolean feedHeld;

  /**
   * Allocates them.
   *
   * @param marketLines lines of market events, at least as many as the lane's ring has
   * @param reportLines lines of execution reports, likewise
   * @param orderLines lines of order commands, likewise
   */
  public JournalTaps(Overflow overflow, int marketLines, int reportLines, int orderLines) {
    this.overflow = overflow;
    this.market = new JournalTap(marketLines, overflow);
    this.reports = new JournalTap(reportLines, overflow);
    this.orders = new JournalTap(orderLines, overflow);
  }

  /** What full means. */
  public Overflow overflow() {
    return overflow;
  }

  /** Market events, in the feed's order. */
  public JournalTap market() {
    return market;
  }

  /** Execution reports, in the order in which the lane gets them. */
  public JournalTap reports() {
    return reports;
  }

  /** Order commands, in the order of the egress ring. */
  public JournalTap orders() {
    return orders;
  }

  /** The gateway's thread: lines of the egress ring that were copied, since the start. */
  public void ordersCopied(long lines) {
    copied.lazySet(lines);
  }

  /** Lines of the egress ring that were copied, since the start. */
  long ordersCopied() {
    return copied.get();
  }

  /** Whether the feed has to wait for the loggers. */
  public boolean feedHeld() {
    return feedHeld;
  }

  /** The observer's thread: has the feed wait, or go on. */
  void holdFeed(boolean held) {
    feedHeld = held;
  }
}
