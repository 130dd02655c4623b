package io.hairspring.benchmarks.criticalpath;

import io.hairspring.api.control.PlanDescription;
import io.hairspring.api.control.PlannedStep;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.benchmarks.report.LatencySeries;
import io.hairspring.benchmarks.report.Percentile;
import io.hairspring.kernel.probe.ProbeLane;
import io.hairspring.kernel.probe.ProbeLane.Order;
import java.util.List;

/** The trading graph, planned in one order. Lane thread. */
final class Contestant {
  private final TradingGraph graph;
  private final Order order;
  private final OrderTimes times;
  private PlanDescription plan;

  Contestant(TradingGraph graph, Order order, LatencySeries series) {
    this.graph = graph;
    this.order = order;
    this.times = new OrderTimes(series);
    plan();
  }

  /** Plans anew, with the times measured so far. */
  void plan() {
    plan = graph.lane().plan(order);
  }

  /** Runs cycles one after another, each with all that was deferred of it. */
  void run(int cycles) {
    final ProbeLane lane = graph.lane();
    for (int i = 0; i < cycles; i++) {
      lane.event(0);
      while (lane.turn()) {
        // Deferred steps.
      }
      lane.drain(times);
    }
  }

  /** Runs cycles as a block of the series; returns its median. */
  long measure(int cycles) {
    run(cycles);
    series().endBlock();
    return series().last(Percentile.P50);
  }

  TradingGraph graph() {
    return graph;
  }

  LatencySeries series() {
    return times.series();
  }

  /** The steps of a market event, in order. */
  List<PlannedStep> steps() {
    return plan.steps().get(TriggerKind.MARKET_EVENT);
  }

  /** Names of the steps that are not deferred, in order. */
  List<String> critical() {
    return steps().stream().filter(step -> !step.deferred()).map(PlannedStep::task).toList();
  }
}
