package io.hairspring.api.task;

import io.hairspring.api.market.MarketEventKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the kernel needs to know of a task in order to place it.
 *
 * @param name unique in the platform; letters, digits, dots and hyphens
 * @param dependencies names of the tasks whose results it reads; it runs after them, in every cycle
 *     in which one of them changed something
 * @param triggers what starts it by itself, whether or not a dependency changed; {@link
 *     TriggerKind#TIMER} stands for timers of its own
 * @param events kinds of market events it runs on; none means all
 * @param instruments symbols whose market events it runs on; none means all
 * @param everyNanos period of its own timer in nanoseconds, 0 for none; the timer starts when the
 *     task comes into the plan, and its ticks are counted from then
 * @param precise whether nothing may be started that would run into its timer
 * @param latencyClass how much its delay costs
 * @param priority which of one latency class goes first: higher before lower
 * @param budgetNanos the time one run may take, in nanoseconds; 0 when not stated
 * @param deadlineNanos time from the trigger within which it must be done, in nanoseconds; 0 when
 *     not stated
 * @param resources names of what it shares with other tasks and must not share at the same time
 * @param sheddable whether a run may be left out when there is more to do than time
 * @param emitsOrders whether it may send orders
 * @param lane number of the lane it must run on, or {@link #ANY_LANE}
 */
public record TaskDefinition(
    String name,
    List<String> dependencies,
    Set<TriggerKind> triggers,
    Set<MarketEventKind> events,
    Set<String> instruments,
    long everyNanos,
    boolean precise,
    LatencyClass latencyClass,
    int priority,
    long budgetNanos,
    long deadlineNanos,
    List<String> resources,
    boolean sheddable,
    boolean emitsOrders,
    int lane) {

  /** {@link #lane}: the planner chooses. */
  public static final int ANY_LANE = -1;

  /**
   * Copies the collections, so that a definition never changes.
   *
   * @throws IllegalArgumentException naming the task, what is wrong and what is allowed
   */
  public TaskDefinition {
    if (!name.matches("[A-Za-z0-9.-]+")) {
      throw new IllegalArgumentException(
          "task name '" + name + "': only letters, digits, dots and hyphens are allowed");
    }
    requireNotNegative(name, "everyNanos", everyNanos);
    requireNotNegative(name, "budgetNanos", budgetNanos);
    requireNotNegative(name, "deadlineNanos", deadlineNanos);
    if (lane < ANY_LANE) {
      throw new IllegalArgumentException(
          "task " + name + ": lane is " + lane + ", must be a lane's number or -1 for any");
    }
    dependencies = List.copyOf(dependencies);
    triggers = Set.copyOf(triggers);
    events = Set.copyOf(events);
    instruments = Set.copyOf(instruments);
    resources = List.copyOf(resources);
  }

  /** The same with other dependencies. */
  public TaskDefinition withDependencies(List<String> names) {
    return new TaskDefinition(
        name,
        names,
        triggers,
        events,
        instruments,
        everyNanos,
        precise,
        latencyClass,
        priority,
        budgetNanos,
        deadlineNanos,
        resources,
        sheddable,
        emitsOrders,
        lane);
  }

  /** The same in another latency class. */
  public TaskDefinition withLatencyClass(LatencyClass other) {
    return new TaskDefinition(
        name,
        dependencies,
        triggers,
        events,
        instruments,
        everyNanos,
        precise,
        other,
        priority,
        budgetNanos,
        deadlineNanos,
        resources,
        sheddable,
        emitsOrders,
        lane);
  }

  /** Whether a cycle of this kind may start it by itself. */
  public boolean startsOn(TriggerKind kind) {
    return triggers.contains(kind)
        || triggers.contains(TriggerKind.ALWAYS)
        || (kind == TriggerKind.TIMER && everyNanos > 0);
  }

  private static void requireNotNegative(String name, String what, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(
          "task " + name + ": " + what + " is " + value + ", must be 0 or more");
    }
  }

  /** Starts a definition: sensitive, and nothing else stated. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** Builds a {@link TaskDefinition}; for tests and for components made in code. */
  public static final class Builder {
    private final String name;
    private List<String> dependencies = List.of();
    private Set<TriggerKind> triggers = Set.of();
    private Set<MarketEventKind> events = Set.of();
    private Set<String> instruments = Set.of();
    private long everyNanos;
    private boolean precise;
    private LatencyClass latencyClass = LatencyClass.SENSITIVE;
    private int priority;
    private long budgetNanos;
    private long deadlineNanos;
    private List<String> resources = List.of();
    private boolean sheddable;
    private boolean emitsOrders;
    private int lane = ANY_LANE;

    private Builder(String name) {
      this.name = name;
    }

    /** Names the tasks whose results it reads. */
    public Builder after(String... names) {
      dependencies = List.of(names);
      return this;
    }

    /** Says what starts it. */
    public Builder on(TriggerKind first, TriggerKind... more) {
      triggers = EnumSet.of(first, more);
      return this;
    }

    /** Names the kinds of market events it runs on. */
    public Builder events(MarketEventKind first, MarketEventKind... more) {
      events = EnumSet.of(first, more);
      return this;
    }

    /** Names the symbols whose market events it runs on. */
    public Builder instruments(String... symbols) {
      instruments = Set.of(symbols);
      return this;
    }

    /** Gives it a timer of its own. */
    public Builder every(long nanos) {
      everyNanos = nanos;
      return this;
    }

    /** Says that nothing may be started that would run into its timer. */
    public Builder precise() {
      precise = true;
      return this;
    }

    /** Sets the latency class. */
    public Builder latencyClass(LatencyClass value) {
      latencyClass = value;
      return this;
    }

    /** Sets the priority within the class. */
    public Builder priority(int value) {
      priority = value;
      return this;
    }

    /** Sets the budget in nanoseconds. */
    public Builder budgetNanos(long value) {
      budgetNanos = value;
      return this;
    }

    /** Sets the deadline in nanoseconds from the trigger. */
    public Builder deadlineNanos(long value) {
      deadlineNanos = value;
      return this;
    }

    /** Names what it shares with other tasks. */
    public Builder resources(String... names) {
      resources = List.of(names);
      return this;
    }

    /** Says that a run of it may be left out. */
    public Builder sheddable() {
      sheddable = true;
      return this;
    }

    /** Says that it may send orders. */
    public Builder emitsOrders() {
      emitsOrders = true;
      return this;
    }

    /** Ties it to a lane. */
    public Builder lane(int number) {
      lane = number;
      return this;
    }

    /** The definition. */
    public TaskDefinition build() {
      return new TaskDefinition(
          name,
          dependencies,
          triggers,
          events,
          instruments,
          everyNanos,
          precise,
          latencyClass,
          priority,
          budgetNanos,
          deadlineNanos,
          resources,
          sheddable,
          emitsOrders,
          lane);
    }
  }
}
