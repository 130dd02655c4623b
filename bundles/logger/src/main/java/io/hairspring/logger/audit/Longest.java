package io.hairspring.logger.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;

/**
 * The cycles that took longest, and what the records say of why. Besides its own record a cycle is
 * explained by what was noted beside the cycles just before, by how many market events came with
 * it, and by its slowest task if it was sampled. One thread.
 */
final class Longest {
  private static final int MOST = 20;
  private static final int RECENT = 64;
  private static final long BURST_NANOS = 100_000;
  private static final long NEAR_NANOS = 1_000_000;
  private static final int USUAL_BURST = 20;

  private static final String UNKNOWN =
      "nothing in the records: the machine (stolen time, an interrupt, a page)";

  /** One of them. */
  private static final class Entry {
    private final int session;
    private final long line;
    private final long cycle;
    private final String trigger;
    private final long nanos;
    private final long waited;
    private final List<String> causes;

    Entry(int session, Cycle cycle, List<String> causes) {
      this.session = session;
      this.line = cycle.line();
      this.cycle = cycle.number();
      this.trigger = cycle.trigger();
      this.nanos = cycle.time();
      this.waited = cycle.waited();
      this.causes = causes;
    }

    boolean is(int ofSession, long number) {
      return session == ofSession && cycle == number;
    }

    void slowest(String task) {
      causes.remove(UNKNOWN);
      causes.removeIf(cause -> cause.startsWith("slowest: "));
      causes.add("slowest: " + task);
    }
  }

  private final PriorityQueue<Entry> longest =
      new PriorityQueue<>(Comparator.comparingLong(entry -> entry.nanos));
  private final long[] dues = new long[RECENT];
  private int next;
  private String noted = "";
  private long notedNanos;
  private int session;
  private long sampledCycle;
  private String sampledSlowest = "";

  /** A session opens: cycles are numbered anew, and what was before it explains none of them. */
  void opened() {
    session++;
    sampledCycle = 0;
    noted = "";
    Arrays.fill(dues, 0);
  }

  /** Something was noted beside the cycles. */
  void noted(String what, long nanos) {
    noted = what;
    notedNanos = nanos;
  }

  void see(Cycle cycle) {
    if (cycle.slack()) {
      return;
    }
    if (cycle.market() && cycle.leads()) {
      dues[next++ % RECENT] = cycle.due();
    }
    if (longest.size() < MOST || cycle.time() > longest.peek().nanos) {
      longest.add(entry(cycle));
      if (longest.size() > MOST) {
        longest.poll();
      }
    }
  }

  private Entry entry(Cycle cycle) {
    Entry entry = new Entry(session, cycle, causes(cycle));
    if (entry.is(session, sampledCycle)) {
      entry.slowest(sampledSlowest);
    }
    return entry;
  }

  /** The times of a cycle's tasks are known; its record may be still to come. */
  void sampled(long cycle, String slowest) {
    sampledCycle = cycle;
    sampledSlowest = slowest;
    for (Entry entry : longest) {
      if (entry.is(session, cycle)) {
        entry.slowest(slowest);
      }
    }
  }

  private List<String> causes(Cycle cycle) {
    List<String> causes = new ArrayList<>();
    add(causes, cycle.outcome().planAdopted(), "first cycle of plan " + cycle.epoch());
    add(causes, cycle.outcome().warmUp(), "warm-up");
    add(causes, cycle.outcome().taskFailed(), "a task failed");
    add(causes, cycle.outcome().deadlineMissed(), "missed its deadline");
    add(causes, cycle.outcome().ceiling(), "waited for a resource");
    add(causes, cycle.outcome().timed(), "every step was timed");
    add(causes, cycle.outcome().gapBefore(), "records before it are missing");
    boolean near = cycle.start() >= notedNanos && cycle.start() - notedNanos < NEAR_NANOS;
    add(causes, near && !noted.isEmpty(), "after: " + noted);
    int burst = 0;
    for (long due : dues) {
      if (due != 0 && due <= cycle.due() && cycle.due() - due < BURST_NANOS) {
        burst++;
      }
    }
    add(causes, burst >= USUAL_BURST, burst + " events within 100 us");
    if (causes.isEmpty()) {
      causes.add(UNKNOWN);
    }
    return causes;
  }

  private static void add(List<String> causes, boolean holds, String cause) {
    if (holds) {
      causes.add(cause);
    }
  }

  void show(ReportTable table) {
    table.line("\nlongest cycles");
    table.line(
        String.format(
            Locale.ROOT,
            "%12s%12s%12s%12s  %-8s%s",
            "time ns",
            "waited ns",
            "record",
            "cycle",
            "trigger",
            "cause"));
    longest.stream()
        .sorted(Comparator.comparingLong((Entry entry) -> entry.nanos).reversed())
        .forEach(
            entry ->
                table.line(
                    String.format(
                        Locale.ROOT,
                        "%,12d%,12d%,12d%,12d  %-8s%s",
                        entry.nanos,
                        entry.waited,
                        entry.line,
                        entry.cycle,
                        entry.trigger,
                        String.join("; ", entry.causes))));
  }
}
