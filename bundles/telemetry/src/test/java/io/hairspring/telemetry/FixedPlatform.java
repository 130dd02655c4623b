package io.hairspring.telemetry;

import io.hairspring.api.control.FeedStatus;
import io.hairspring.api.control.GatewayStatus;
import io.hairspring.api.control.LanePressure;
import io.hairspring.api.control.LaneStatus;
import io.hairspring.api.control.Pace;
import io.hairspring.api.control.PlanDescription;
import io.hairspring.api.control.PlannedPath;
import io.hairspring.api.control.PlannedStep;
import io.hairspring.api.control.Platform;
import io.hairspring.api.control.RingStatus;
import io.hairspring.api.control.TaskStatus;
import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.market.OrderBook;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A platform that stands still at known figures, until a test moves its lane. */
public final class FixedPlatform implements Platform {
  volatile String gatewayFailure = "";

  private volatile long cycles = 1_000;
  private volatile boolean broken;

  /** Sets the cycles of the lane. */
  public void cycles(long now) {
    cycles = now;
  }

  /** Has every question about lanes fail, or not. */
  public void broken(boolean now) {
    broken = now;
  }

  @Override
  public List<LaneStatus> lanes() {
    if (broken) {
      throw new IllegalStateException("lanes are lost");
    }
    final LanePressure pressure = new LanePressure(4, 3, 7, 2, 1, 6, 5, 8, 9);
    return List.of(new LaneStatus(0, 1, 3, 5, cycles, 900, 42, 1, 0, 1_001, 2, pressure));
  }

  @Override
  public List<RingStatus> rings() {
    return List.of(
        new RingStatus(0, "market", 1_024, 900, 17), new RingStatus(0, "egress", 64, 42, 0));
  }

  @Override
  public List<TaskStatus> tasks() {
    final TaskDefinition book =
        TaskDefinition.named("book").on(TriggerKind.MARKET_EVENT).budgetNanos(500).build();
    final TaskDefinition bad = TaskDefinition.named("bad").after("book").build();
    return List.of(
        new TaskStatus(book, "kernel", TaskStatus.State.PLANNED, ""),
        new TaskStatus(bad, "test", TaskStatus.State.QUARANTINED, "it threw"));
  }

  @Override
  public PlanDescription plan() {
    return new PlanDescription(
        3,
        "test",
        Map.of(TriggerKind.MARKET_EVENT, List.of(new PlannedStep(0, "book", false, 300))),
        Map.of(TriggerKind.MARKET_EVENT, List.of(new PlannedPath(List.of("book"), 400))));
  }

  @Override
  public FeedStatus feed() {
    return new FeedStatus("test:feed", false, 917, 920, 11, false, "");
  }

  @Override
  public GatewayStatus gateway() {
    return new GatewayStatus("test:gateway", 42, 40, 30, 5, 2, 0, gatewayFailure);
  }

  @Override
  public InstrumentDirectory instruments() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<OrderBook> book(int instrument) {
    return Optional.empty();
  }

  @Override
  public List<String> schemes() {
    return List.of();
  }

  @Override
  public void check(String feedUri, String gatewayUri) {}

  @Override
  public void open(String feedUri, Pace pace, String gatewayUri) {}

  @Override
  public void pause(boolean paused) {}

  @Override
  public void close() {}

  @Override
  public boolean awaitIdle(long timeoutNanos) {
    return true;
  }
}
