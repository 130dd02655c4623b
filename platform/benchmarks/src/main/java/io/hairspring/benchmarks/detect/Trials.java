package io.hairspring.benchmarks.detect;

import io.hairspring.api.control.Mitigations;
import io.hairspring.benchmarks.bench.BenchContext;
import io.hairspring.benchmarks.report.LatencySeries;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/** Injects faults one after another, and keeps what came of each. Main thread. */
final class Trials {
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(400);
  private static final long RECOVERY_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long EARLY_NANOS = TimeUnit.MICROSECONDS.toNanos(5);
  private static final long SHORT_NANOS = TimeUnit.MICROSECONDS.toNanos(15);
  private static final double SHARE = 0.5;
  private static final int SHOWN = 12;

  /** How many of a kind. */
  private static final class Tally {
    private int injected;
    private int found;
    private int right;
  }

  /** A latency, with and without the windows in which the kernel says a thread was kept off. */
  private record Pair(LatencySeries counted, LatencySeries all) {
    Pair(String name) {
      this(new LatencySeries(name), new LatencySeries(name + ".all"));
    }

    void add(long nanos, boolean kept) {
      all.accept(nanos);
      if (!kept) {
        counted.accept(nanos);
      }
    }

    void endBlock() {
      counted.endBlock();
      all.endBlock();
    }
  }

  private final FaultSession session;
  private final KernelAccount account = KernelAccount.ofLanesAndAgents();
  private final Random random = new Random(7);
  private final Map<Fault, Tally> tallies = new EnumMap<>(Fault.class);
  private final Pair anomaly = new Pair("detect.anomaly");
  private final Pair stuck = new Pair("detect.stuck");
  private final Pair mitigated = new Pair("detect.mitigated");
  private final Pair released = new Pair("detect.mitigated.stuck");
  private final LatencySeries told = new LatencySeries("detect.told");
  private final Recovery recovery;
  private final List<String> misses = new ArrayList<>();
  private long change;
  private int preceded;
  private int already;
  private int windows;
  private int excluded;

  Trials(FaultSession session) {
    this.session = session;
    this.recovery = new Recovery(session.window());
    skipChanges();
  }

  /** Changes so far are not this benchmark's. */
  private void skipChanges() {
    change = session.mitigations().shed(Mitigations.Party.OPERATOR, false, "a mark") + 1;
  }

  void inject(Fault fault) {
    rest();
    recovery.before();
    awaitQuiet(PATIENCE_NANOS);
    session.alerts().clear();
    skipChanges();
    final Tally tally = tallies.computeIfAbsent(fault, any -> new Tally());
    tally.injected++;
    final boolean clear = session.mitigations().active().isEmpty();
    final long injected = System.nanoTime();
    final KernelAccount.KeptOff off = account.during(() -> session.inject(fault));
    final Optional<HeardAlerts.Heard> heard = await(fault, injected);
    if (heard.isEmpty()) {
      miss(fault, "not found; heard " + session.alerts().all());
      return;
    }
    tally.found++;
    if (heard.get().alert().cause() == fault.cause()) {
      tally.right++;
    } else {
      miss(fault, heard.get().alert().toString());
    }
    measure(fault, heard.get(), off, clear);
    recover(fault, injected);
  }

  private void recover(Fault fault, long injected) {
    if (awaitQuiet(RECOVERY_NANOS)) {
      recovery.after(System.nanoTime() - injected);
    } else {
      recovery.notBack();
      miss(fault, "not over: " + session.alerts().open() + session.mitigations().active());
    }
  }

  private void measure(
      Fault fault, HeardAlerts.Heard heard, KernelAccount.KeptOff kept, boolean clear) {
    if (!fault.slow() && fault != Fault.STUCK) {
      return;
    }
    final long occurred = session.occurred(fault);
    // What the other tasks of the cycle take is expected, not known: one may be taken for stuck a
    // moment before its own budget is over.
    final long early = fault == Fault.STUCK ? EARLY_NANOS : 0;
    if (heard.alert().noticedNanos() < occurred - early) {
      // Something was under way already, and this became part of it.
      preceded++;
      return;
    }
    final long noticed = Math.max(0, heard.alert().noticedNanos() - occurred);
    // What is in force already does not come into force.
    final long lane = clear ? mitigatedNanos(occurred) : 0;
    already += clear ? 0 : 1;
    add(fault == Fault.STUCK ? stuck : anomaly, noticed, kept);
    if (lane != 0) {
      add(fault == Fault.STUCK ? released : mitigated, lane - occurred, kept);
    }
    told.accept(heard.toldNanos() - occurred);
  }

  private void add(Pair pair, long nanos, KernelAccount.KeptOff kept) {
    final boolean off = nanos > SHORT_NANOS && kept.nanos(nanos) > SHARE * nanos;
    windows++;
    excluded += off ? 1 : 0;
    pair.add(nanos, off);
  }

  /** When the first change since the injection was in force on the lane; 0 when none was. */
  private long mitigatedNanos(long occurred) {
    for (long next = change; session.mitigations().inForceNanos(next) != 0; next++) {
      if (session.mitigations().inForceNanos(next) >= occurred) {
        return session.mitigations().inForceNanos(next);
      }
    }
    return 0;
  }

  private boolean awaitQuiet(long nanos) {
    final long end = System.nanoTime() + nanos;
    while (!session.quiet()) {
      if (System.nanoTime() > end) {
        return false;
      }
      FaultSession.pause(LOOK_NANOS);
    }
    return true;
  }

  private void rest() {
    FaultSession.pause(REST_NANOS + random.nextInt((int) STEP_NANOS));
    awaitQuiet(PATIENCE_NANOS);
  }

  private Optional<HeardAlerts.Heard> await(Fault fault, long injected) {
    final long end = System.nanoTime() + PATIENCE_NANOS;
    Optional<HeardAlerts.Heard> heard = Optional.empty();
    while (heard.isEmpty() && System.nanoTime() < end) {
      FaultSession.pause(STEP_NANOS);
      heard = session.alerts().right(fault, injected);
    }
    return heard.isPresent() ? heard : session.alerts().first(fault, injected);
  }

  private void miss(Fault fault, String what) {
    if (misses.size() < SHOWN) {
      misses.add(fault + ": " + what);
    }
  }

  void endBlock() {
    anomaly.endBlock();
    stuck.endBlock();
    mitigated.endBlock();
    released.endBlock();
    recovery.endBlock();
    told.endBlock();
  }

  void show(BenchContext context) {
    endBlock();
    final int injected = sum(t -> t.injected);
    final int found = sum(t -> t.found);
    final int right = sum(t -> t.right);
    context
        .report()
        .put("detect.injected", (long) injected)
        .put("detect.found", (long) found)
        .put("detect.cause_right", (long) right)
        .put("detect.preceded", (long) preceded)
        .put("detect.mitigated.already", (long) already)
        .put("detect.windows", (long) windows)
        .put("detect.windows_excluded", (long) excluded)
        .put("detect.accounted", account.known() ? 1L : 0L);
    for (final Pair pair : List.of(anomaly, stuck, mitigated, released)) {
      context.report().put(pair.counted()).put(pair.all());
    }
    context.report().put(told);
    context
        .table()
        .row(
            "faults",
            String.format(
                Locale.ROOT,
                "%d injected, %d found, %d with the right cause; %d of %d windows excluded",
                injected,
                found,
                right,
                excluded,
                windows));
    tallies.forEach(
        (fault, tally) -> {
          final String key = "detect." + fault.name().toLowerCase(Locale.ROOT);
          context
              .report()
              .put(key + ".injected", (long) tally.injected)
              .put(key + ".found", (long) tally.found)
              .put(key + ".cause_right", (long) tally.right);
          context
              .table()
              .row(
                  "  " + fault.name().toLowerCase(Locale.ROOT),
                  tally.injected + ", " + tally.found + " found, " + tally.right + " right");
        });
    misses.forEach(line -> context.table().row("", line));
    context
        .table()
        .latencies(
            List.of(
                anomaly.counted(),
                anomaly.all(),
                stuck.counted(),
                stuck.all(),
                mitigated.counted(),
                mitigated.all(),
                released.counted(),
                told));
    recovery.show(context);
  }

  private int sum(ToIntFunction<Tally> what) {
    return tallies.values().stream().mapToInt(what).sum();
  }
}
