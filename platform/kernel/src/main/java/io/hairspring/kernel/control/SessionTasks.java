package io.hairspring.kernel.control;

import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.book.BookSet;
import io.hairspring.kernel.graph.TaskNode;
import io.hairspring.kernel.lane.Lane;
import io.hairspring.kernel.lane.StrategyPort;
import io.hairspring.kernel.profile.Profile;
import io.hairspring.kernel.profile.TaskProfile;
import io.hairspring.kernel.trading.BookTask;
import io.hairspring.kernel.trading.StrategyTask;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/** The tasks of a session: each with a number of its own for as long as it lasts. */
final class SessionTasks {
  /** A strategy as a task, and the port it sends through, which its successor takes over. */
  private record Seat(Task task, StrategyPort port) {}

  private final InstrumentDirectory instruments;
  private final BookSet books;
  private final Lane lane;
  private final BookTask book;
  private final Profile profile = new Profile();
  private final IdentityHashMap<Registry.StrategyPlug, Seat> strategies = new IdentityHashMap<>();
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

  /** Whether a task is the book. */
  boolean isBook(Task task) {
    return task == book;
  }

  /** A task as a node: with the same number each time. */
  TaskNode node(TaskDefinition definition, Task task, String origin) {
    final int number = numbers.computeIfAbsent(task, any -> nextNumber());
    profile.follow(number);
    return new TaskNode(number, definition, task, origin);
  }

  /** A strategy as a task; it is started when this session first sees it. */
  TaskNode strategyNode(Registry.StrategyPlug plug) {
    final Seat seat = strategies.computeIfAbsent(plug, this::startStrategy);
    return node(plug.definition(), seat.task(), plug.origin());
  }

  /** Whether a task is what runs a component. */
  boolean runs(Registry.Plugged plug, Task task) {
    return task == taskOf(plug);
  }

  private Task taskOf(Registry.Plugged plug) {
    if (plug instanceof Registry.TaskPlug task) {
      return task.task();
    }
    final Seat seat = strategies.get(plug);
    return seat == null ? null : seat.task();
  }

  /**
   * Prepares a successor that was started before: it has the number of the one before it, and with
   * it timers and parked cycles, and its order port, so that reports on old orders are its own and
   * no order id comes twice.
   */
  void succeed(Registry.Plugged old, Registry.Plugged next) {
    final Task before = taskOf(old);
    final Integer number = before == null ? null : numbers.get(before);
    if (number == null) {
      // It never ran here: there is nothing to take over.
      return;
    }
    if (next instanceof Registry.StrategyPlug plug) {
      plug.strategy().timers(lane.timersOf(number));
      final StrategyPort port = strategies.get(old).port();
      strategies.put(plug, new Seat(new StrategyTask(plug.strategy(), books, port), port));
    }
    numbers.put(taskOf(next), number);
  }

  /** New orders a strategy and those before it have sent; 0 for a task. */
  long ordersOf(Registry.Plugged plug) {
    final Seat seat = strategies.get(plug);
    return seat == null ? 0 : seat.port().sent();
  }

  /** Times of a task count from now on. */
  void profileAnew(Registry.Plugged plug) {
    final Integer number = numbers.get(taskOf(plug));
    if (number != null) {
      profile.followAnew(number);
    }
  }

  /** What a component's runs take. */
  TaskProfile profileOf(Registry.Plugged plug) {
    final Integer number = numbers.get(taskOf(plug));
    return number == null ? TaskProfile.UNKNOWN : profile.of(number);
  }

  /** The slot that marks a task's orders; 0 when it is no strategy's. */
  int slot(TaskNode node) {
    return strategy(node).map(Registry.StrategyPlug::slot).orElse(0);
  }

  /** The version of the bundle that a strategy comes from; empty for none. */
  String version(TaskNode node) {
    return strategy(node)
        .map(Registry.StrategyPlug::rank)
        .filter(rank -> rank.bundle() >= 0)
        .map(rank -> rank.version().toString())
        .orElse("");
  }

  private Optional<Registry.StrategyPlug> strategy(TaskNode node) {
    return strategies.entrySet().stream()
        .filter(known -> known.getValue().task() == node.task())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The number that a component runs under; 0 for none. */
  int number(Registry.Plugged plug) {
    final Task task = plug == null ? null : taskOf(plug);
    return task == null ? 0 : numbers.getOrDefault(task, 0);
  }

  /** Forgets a component that has left: should it come back, it starts anew. */
  void forget(Registry.Plugged plug) {
    final Task task = taskOf(plug);
    strategies.remove(plug);
    final Integer number = task == null ? null : numbers.remove(task);
    if (number != null && !numbers.containsValue(number)) {
      profile.forget(number);
      lane.left(number);
    }
  }

  private Seat startStrategy(Registry.StrategyPlug plug) {
    final int number = nextNumber();
    plug.strategy().timers(lane.timersOf(number));
    plug.strategy().start(instruments);
    final StrategyPort port = new StrategyPort(lane.orders(), plug.slot());
    final Task task = new StrategyTask(plug.strategy(), books, port);
    numbers.put(task, number);
    return new Seat(task, port);
  }

  private int nextNumber() {
    if (lastNumber == TaskNode.MAX_NUMBER) {
      throw new IllegalStateException(
          "more than " + TaskNode.MAX_NUMBER + " tasks in one session: open the feed anew");
    }
    return ++lastNumber;
  }
}
