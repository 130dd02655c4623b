package io.hairspring.monitor.observe;

import io.hairspring.api.monitor.AnomalyKind;

/**
 * An anomaly from when it is noticed until it is over. Made by the observer's thread, which goes on
 * to write down what it sees of it; read by the monitor's own thread.
 */
public final class Episode {
  private final long number;
  private final AnomalyKind kind;
  private final Subject subject;
  private final long occurredNanos;
  private final long noticedNanos;
  private final double value;
  private final double limit;
  private final int epoch;
  private final long blindNanos;
  private final Blame blame = new Blame();

  // Of the observer's thread alone.
  private boolean acted;
  private int lastRun = 1;
  private long runBegan;

  private volatile int run = 1;
  private volatile double worst;
  private volatile long worstNanos;
  private volatile long longestRunNanos;
  private volatile long lastSeenNanos;
  private volatile boolean over;

  Episode(
      long number,
      AnomalyKind kind,
      Subject subject,
      long occurredNanos,
      long noticedNanos,
      double value,
      double limit,
      int epoch,
      long blindNanos) {
    this.number = number;
    this.kind = kind;
    this.subject = subject;
    this.occurredNanos = occurredNanos;
    this.noticedNanos = noticedNanos;
    this.value = value;
    this.limit = limit;
    this.epoch = epoch;
    this.blindNanos = blindNanos;
    this.lastSeenNanos = noticedNanos;
    this.runBegan = noticedNanos;
    this.worst = value;
    this.worstNanos = occurredNanos;
  }

  /** An anomaly that is found in measures, by who reads them. */
  public static Episode measured(
      long number,
      AnomalyKind kind,
      Subject subject,
      long nanos,
      double value,
      double limit,
      int epoch) {
    return new Episode(number, kind, subject, nanos, nanos, value, limit, epoch, 0);
  }

  /** It goes on. */
  void seen(long nanos, int times) {
    lastSeenNanos = nanos;
    if (times <= lastRun) {
      runBegan = nanos;
    }
    lastRun = times;
    longestRunNanos = Math.max(longestRunNanos, nanos - runBegan);
    if (times > run) {
      run = times;
    }
  }

  /** It is seen again. */
  void seen(long nanos, int times, double again, long occurred) {
    seen(nanos, times);
    if (again > worst) {
      worstNanos = occurred;
      worst = again;
    }
  }

  boolean acted() {
    return acted;
  }

  /** Whether nothing has been done about it yet; from now on something has. */
  boolean act() {
    final boolean yet = acted;
    acted = true;
    return !yet;
  }

  /** It is over. */
  public void end() {
    over = true;
  }

  /** Its number, from 1. */
  public long number() {
    return number;
  }

  /** What it is. */
  public AnomalyKind kind() {
    return kind;
  }

  /** Whether it is seen over many cycles: nothing that one stall makes. */
  public boolean steady() {
    return kind == AnomalyKind.SHIFT
        || kind == AnomalyKind.DEGRADATION
        || kind == AnomalyKind.JITTER;
  }

  /** What it was found on. */
  public Subject subject() {
    return subject;
  }

  /** When it happened, platform time. */
  public long occurredNanos() {
    return occurredNanos;
  }

  /** When it was noticed, platform time. */
  public long noticedNanos() {
    return noticedNanos;
  }

  /** What was seen first. */
  public double value() {
    return value;
  }

  /** The worst that was seen of it. */
  public double worst() {
    return worst;
  }

  /** When that happened, platform time. */
  public long worstNanos() {
    return worstNanos;
  }

  /** What would have been usual. */
  public double limit() {
    return limit;
  }

  /** Epoch of the plan in force. */
  public int epoch() {
    return epoch;
  }

  /** For how long the observer had not looked, shortly before: it was off its processor too. */
  public long blindNanos() {
    return blindNanos;
  }

  /** How many times one after another it was seen. */
  public int run() {
    return run;
  }

  /** Which task took too long meanwhile. */
  public Blame blame() {
    return blame;
  }

  /** How long it was seen without a break, at most. */
  public long longestRunNanos() {
    return longestRunNanos;
  }

  /** When it was seen last. */
  public long lastSeenNanos() {
    return lastSeenNanos;
  }

  /** Whether it is over. */
  public boolean over() {
    return over;
  }
}
