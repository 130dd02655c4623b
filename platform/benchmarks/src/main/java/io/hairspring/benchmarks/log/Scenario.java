package io.hairspring.benchmarks.log;

import io.hairspring.kernel.probe.ProbeLane;
import java.util.Locale;

/** What goes on while the record of each cycle is written, or not. */
enum Scenario {
  /** A calm market. */
  CALM("calm", 2),
  /** A volatile one. */
  VOLATILE("volatile", 2),
  /** A crash: bursts of updates and storms of cancels. */
  CRASH("crash", 2),
  /** More strategies, all of which look at each event. */
  STRATEGIES("calm", 8),
  /** A plan that is adopted in each round, as at a swap, and has its first cycles timed. */
  SWAPS("calm", 2) {
    @Override
    int round() {
      return 4;
    }

    @Override
    void change(ProbeLane lane, int batch) {
      if (batch == 1) {
        lane.plan(ProbeLane.Order.CRITICAL_PATH);
      }
    }
  },
  /** Deferred steps are shed and orders held, and both taken back, in each round. */
  MITIGATIONS("volatile", 2) {
    @Override
    int round() {
      return 4;
    }

    @Override
    boolean sheds() {
      return true;
    }

    @Override
    void change(ProbeLane lane, int batch) {
      final boolean restrained = batch == 1 || batch == 2;
      lane.restrain(restrained, restrained);
    }
  };

  private final String market;
  private final int strategies;

  Scenario(String market, int strategies) {
    this.market = market;
    this.strategies = strategies;
  }

  /** As its keys have it. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The market, the same in each opening. */
  String feed() {
    return "synthetic:" + market + "?seed=42&instruments=8";
  }

  int strategies() {
    return strategies;
  }

  /** Whether there is a task that may be shed. */
  boolean sheds() {
    return false;
  }

  /** Batches until all that is changed has been. */
  int round() {
    return 1;
  }

  /**
   * What is changed before a batch; nothing for most.
   *
   * @param batch its number within its round, from 0
   */
  void change(ProbeLane lane, int batch) {}
}
