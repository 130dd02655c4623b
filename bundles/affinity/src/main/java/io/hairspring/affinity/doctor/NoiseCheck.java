package io.hairspring.affinity.doctor;

import io.hairspring.api.placement.Finding;
import io.hairspring.api.placement.Finding.Grade;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a thread that does nothing but read the clock loses on each core. */
final class NoiseCheck implements Check {
  private static final long MUCH_NANOS = 100_000;
  private static final long SOME_NANOS = 10_000;

  @Override
  public List<Finding> examine(Machine machine) {
    List<Finding> findings = new ArrayList<>();
    for (int core : machine.topology().usable().toList()) {
      findings.add(finding(core, machine.noise().apply(core), machine.lanes().contains(core)));
    }
    return findings;
  }

  private static Finding finding(int core, Noise noise, boolean lane) {
    String why = "what a bare loop loses, a lane loses too";
    if (noise.nanos() == 0) {
      return new Finding(
          "noise of core " + core,
          Grade.UNKNOWN,
          "not measured: a lane runs there, or this process may not",
          why,
          "");
    }
    Grade grade =
        noise.longestNanos() > MUCH_NANOS
            ? Grade.POOR
            : noise.longestNanos() > SOME_NANOS ? Grade.FAIR : Grade.GOOD;
    return new Finding(
        "noise of core " + core,
        grade,
        String.format(
            Locale.ROOT,
            "%slongest gap %.1f us, %d gaps over 1 us in %d ms, %.3f%% lost",
            lane ? "a lane's: " : "",
            noise.longestNanos() / 1e3,
            noise.gaps(),
            noise.nanos() / 1_000_000,
            100.0 * noise.lostNanos() / noise.nanos()),
        why,
        grade == Grade.GOOD
            ? ""
            : "perf sched record -C "
                + core
                + " sleep 1 && perf sched timehist (shows who ran there)");
  }
}
