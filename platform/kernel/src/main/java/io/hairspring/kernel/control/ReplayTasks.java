package io.hairspring.kernel.control;

import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.api.task.Snapshotable;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.book.BookSet;
import io.hairspring.kernel.graph.TaskNode;
import io.hairspring.kernel.lane.Lane;
import io.hairspring.kernel.lane.StrategyPort;
import io.hairspring.kernel.trading.BookTask;
import io.hairspring.kernel.trading.StrategyTask;
import java.util.HashMap;
import java.util.Map;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The tasks of a session that is run again, each under the number that it had. Who took over from
 * somebody is played by the one component that is plugged in now: it begins anew, with the state
 * that was handed over. One thread.
 */
final class ReplayTasks {
  private static final String ORIGIN = "replay";

  private final Registry registry;
  private final Instruments instruments;
  private final BookSet books;
  private final Lane lane;
  private final Map<Integer, Seat> seats = new HashMap<>();

  /** The states that were handed over last. */
  private final Map<Integer, UnsafeBuffer> given = new HashMap<>();

  /** A component, and what runs it. */
  private record Seat(Object component, TaskDefinition definition, Task task) {}

  ReplayTasks(Registry registry, Instruments instruments, BookSet books, Lane lane) {
    this.registry = registry;
    this.instruments = instruments;
    this.books = books;
    this.lane = lane;
  }

  /**
   * A task as a node of a plan; a strategy is started when it is first seen under its number.
   *
   * @throws IllegalStateException when nothing of its name is plugged in
   */
  TaskNode node(RecordedPlan.RecordedTask recorded) {
    final Seat seat = seats.computeIfAbsent(recorded.number(), any -> seat(recorded));
    return new TaskNode(
        recorded.number(),
        seat.definition().withLatencyClass(recorded.latencyClass()),
        seat.task(),
        ORIGIN);
  }

  private Seat seat(RecordedPlan.RecordedTask recorded) {
    if (recorded.name().equals(BookTask.NAME)) {
      final Task book = new BookTask(books);
      return new Seat(book, BookTask.definition(), book);
    }
    for (final Registry.StrategyPlug plug : registry.strategies.values()) {
      if (plug.definition().name().equals(recorded.name())) {
        return new Seat(plug.strategy(), plug.definition(), started(plug.strategy(), recorded));
      }
    }
    for (final Registry.TaskPlug plug : registry.tasks.values()) {
      if (plug.definition().name().equals(recorded.name())) {
        return new Seat(plug.task(), plug.definition(), plug.task());
      }
    }
    throw new IllegalStateException(
        "task " + recorded.name() + " of the recording is not plugged in: deploy its bundle");
  }

  private Task started(TradingStrategy strategy, RecordedPlan.RecordedTask recorded) {
    strategy.timers(lane.timersOf(recorded.number()));
    strategy.start(instruments);
    return new StrategyTask(strategy, books, new StrategyPort(lane.orders(), recorded.slot()));
  }

  /** Does what was done between two cycles when a plan came into force. */
  void succeed(RecordedPlan recorded) {
    for (final RecordedPlan.RecordedTask task : recorded.tasks()) {
      if (task.succession() != Succession.Kind.NONE) {
        succeed(task.number(), task.succession());
      }
    }
  }

  private void succeed(int number, Succession.Kind kind) {
    final Seat seat = seats.get(number);
    final UnsafeBuffer state =
        switch (kind) {
          case STATE -> state(seat.component());
          case BACK -> given.get(number);
          default -> null;
        };
    if (kind == Succession.Kind.BACK && state == null) {
      // What the one before had in mind is not known; the one that took over from it goes on.
      return;
    }
    if (seat.component() instanceof TradingStrategy strategy) {
      strategy.start(instruments);
    }
    if (state != null && seat.component() instanceof Snapshotable able) {
      able.read(able.snapshotVersion(), state, 0, state.capacity());
    }
    if (state != null) {
      given.put(number, state);
    }
  }

  private static UnsafeBuffer state(Object component) {
    if (!(component instanceof Snapshotable able)) {
      return null;
    }
    final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    return new UnsafeBuffer(buffer, 0, able.write(buffer, 0));
  }
}
