package io.hairspring.kernel.control;

import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.book.BookSet;
import io.hairspring.kernel.graph.TaskNode;
import io.hairspring.kernel.lane.Lane;
import io.hairspring.kernel.lane.StrategyPort;
import io.hairspring.kernel.profile.Profile;
import io.hairspring.kernel.trading.BookTask;
import io.hairspring.kernel.trading.StrategyTask;
import java.util.IdentityHashMap;

/** The tasks of a session: each with a number of its own for as long as it lasts. */
final class SessionTasks {
  private final InstrumentDirectory instruments;
  private final BookSet books;
  private final Lane lane;
  private final BookTask book;
  private final Profile profile = new Profile();
  private final IdentityHashMap<Registry.StrategyPlug, Task> strategies = new IdentityHashMap<>();
  private final IdentityHashMap<Task, Integer> numbers = new IdentityHashMap<>();
  private int lastNumber;

  SessionTasks(InstrumentDirectory instruments, BookSet books, Lane lane) {
    this.instruments = instruments;
    this.books = books;
    this.lane = lane;
    this.book = new BookTask(books);
  }

  /** Measured times. */
  Profile profile() {
    return profile;
  }

  /** The book as a task. */
  TaskNode bookNode() {
    return node(BookTask.definition(), book, "kernel");
  }

  /** A task as a node: with the same number each time. */
  TaskNode node(TaskDefinition definition, Task task, String origin) {
    final int number = numbers.computeIfAbsent(task, any -> nextNumber());
    profile.follow(number);
    return new TaskNode(number, definition, task, origin);
  }

  /** A strategy as a task; it is started when this session first sees it. */
  TaskNode strategyNode(Registry.StrategyPlug plug) {
    final Task task = strategies.computeIfAbsent(plug, this::startStrategy);
    return node(plug.definition(), task, plug.origin());
  }

  /** Whether a task is a strategy's. */
  boolean runs(Registry.StrategyPlug plug, Task task) {
    return strategies.get(plug) == task;
  }

  /** The slot that marks a task's orders; 0 when it is no strategy's. */
  int slot(TaskNode node) {
    return strategies.entrySet().stream()
        .filter(known -> known.getValue() == node.task())
        .mapToInt(known -> known.getKey().slot())
        .findFirst()
        .orElse(0);
  }

  /** Forgets a strategy that has left: should it come back, it starts anew. */
  void forget(Registry.StrategyPlug plug) {
    strategies.remove(plug);
  }

  private Task startStrategy(Registry.StrategyPlug plug) {
    final int number = nextNumber();
    plug.strategy().timers(lane.timersOf(number));
    plug.strategy().start(instruments);
    final Task task =
        new StrategyTask(plug.strategy(), books, new StrategyPort(lane.orders(), plug.slot()));
    numbers.put(task, number);
    return task;
  }

  private int nextNumber() {
    if (lastNumber == TaskNode.MAX_NUMBER) {
      throw new IllegalStateException(
          "more than " + TaskNode.MAX_NUMBER + " tasks in one session: open the feed anew");
    }
    return ++lastNumber;
  }
}
