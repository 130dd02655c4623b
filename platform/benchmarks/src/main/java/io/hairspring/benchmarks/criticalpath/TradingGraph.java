package io.hairspring.benchmarks.criticalpath;

import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.benchmarks.work.Carry;
import io.hairspring.kernel.probe.ProbeLane;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The trading graph of docs/trading-graph.md on a lane: nine tasks that an order waits for and ten
 * that it does not, in the order in which a developer would write them down.
 */
final class TradingGraph {
  private static final String ORDER = "order";

  /** Makes a task of its rounds and what it computes on. */
  private interface Kind {
    Task task(int rounds, Carry carry);
  }

  private final ProbeLane lane;
  private final double roundsPerNano;
  private final Carry carry = new Carry();
  private final Map<String, Task> tasks = new LinkedHashMap<>();

  /** Adds the tasks to a lane that has none. */
  TradingGraph(ProbeLane lane, double roundsPerNano) {
    this.lane = lane;
    this.roundsPerNano = roundsPerNano;
    add(wanted("book").on(TriggerKind.MARKET_EVENT), TradingTasks.Book::new, 900);
    add(unhurried("market-log").after("book"), TradingTasks.Log::new, 600);
    add(wanted("vwap").after("book"), TradingTasks.Analytics::new, 900);
    add(wanted("volatility").after("book"), TradingTasks.Analytics::new, 1_800);
    add(wanted("depth-profile").after("book"), TradingTasks.Analytics::new, 1_200);
    add(wanted("correlation").after("book"), TradingTasks.Analytics::new, 2_500);
    add(wanted("momentum").after("book"), TradingTasks.Signal::new, 1_200);
    add(wanted("imbalance").after("book"), TradingTasks.Signal::new, 1_000);
    add(wanted("microprice").after("book"), TradingTasks.Signal::new, 900);
    add(wanted("toxicity").after("momentum", "imbalance"), TradingTasks.Analytics::new, 1_500);
    add(wanted("maker").after("imbalance", "microprice"), TradingTasks.Strategy::new, 1_500);
    add(wanted("taker").after("momentum", "imbalance"), TradingTasks.Strategy::new, 1_200);
    add(wanted("arbitrage").after("microprice"), TradingTasks.Strategy::new, 1_300);
    add(wanted("risk").after("maker", "taker", "arbitrage"), TradingTasks.Risk::new, 1_200);
    add(wanted(ORDER).after("risk").emitsOrders(), this::order, 600);
    add(unhurried("order-log").after(ORDER), TradingTasks.Log::new, 600);
    add(unhurried("telemetry").after("book"), TradingTasks.Log::new, 100);
    add(unhurried("latency-telemetry").after(ORDER), TradingTasks.Log::new, 300);
    add(unhurried("surveillance").after(ORDER), TradingTasks.Analytics::new, 3_000);
  }

  private static TaskDefinition.Builder wanted(String name) {
    return TaskDefinition.named(name);
  }

  private static TaskDefinition.Builder unhurried(String name) {
    return TaskDefinition.named(name).latencyClass(LatencyClass.BACKGROUND).sheddable();
  }

  private Task order(int rounds, Carry on) {
    return new TradingTasks.Order(rounds, on, lane.orders());
  }

  private void add(TaskDefinition.Builder builder, Kind kind, long nanos) {
    final TaskDefinition definition = builder.build();
    final Task task = kind.task((int) (nanos * roundsPerNano), carry);
    tasks.put(definition.name(), task);
    lane.add(definition, task);
  }

  ProbeLane lane() {
    return lane;
  }

  /** Names, in the order declared. */
  List<String> names() {
    return List.copyOf(tasks.keySet());
  }

  /** A task by its name. */
  Task task(String name) {
    return tasks.get(name);
  }
}
