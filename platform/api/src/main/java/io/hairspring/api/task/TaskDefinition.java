package io.hairspring.api.task;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the kernel needs to know of a task in order to place it.
 *
 * @param name unique in the platform; letters, digits, dots and hyphens
 * @param dependencies names of the tasks whose results it reads; it runs after them, in every cycle
 *     in which one of them changed something
 * @param triggers what starts it by itself, whether or not a dependency changed
 * @param latencyClass how much its delay costs
 * @param budgetNanos the time one run may take, in nanoseconds; 0 when not stated
 * @param emitsOrders whether it may send orders
 */
public record TaskDefinition(
    String name,
    List<String> dependencies,
    Set<TriggerKind> triggers,
    LatencyClass latencyClass,
    long budgetNanos,
    boolean emitsOrders) {

  /** Copies the collections, so that a definition never changes. */
  public TaskDefinition {
    if (!name.matches("[A-Za-z0-9.-]+")) {
      throw new IllegalArgumentException(
          "task name '" + name + "': only letters, digits, dots and hyphens are allowed");
    }
    if (budgetNanos < 0) {
      throw new IllegalArgumentException(
          "task " + name + ": budgetNanos is " + budgetNanos + ", must be 0 or more");
    }
    dependencies = List.copyOf(dependencies);
    triggers = triggers.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(triggers));
  }

  /** Starts a definition: critical, no dependency, no trigger, no budget, no orders. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** Builds a {@link TaskDefinition}; for tests and for components made in code. */
  public static final class Builder {
    private final String name;
    private List<String> dependencies = List.of();
    private Set<TriggerKind> triggers = Set.of();
    private LatencyClass latencyClass = LatencyClass.CRITICAL;
    private long budgetNanos;
    private boolean emitsOrders;

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

    /** Sets the latency class. */
    public Builder latencyClass(LatencyClass value) {
      latencyClass = value;
      return this;
    }

    /** Sets the budget in nanoseconds. */
    public Builder budgetNanos(long value) {
      budgetNanos = value;
      return this;
    }

    /** Says that it may send orders. */
    public Builder emitsOrders() {
      emitsOrders = true;
      return this;
    }

    /** The definition. */
    public TaskDefinition build() {
      return new TaskDefinition(
          name, dependencies, triggers, latencyClass, budgetNanos, emitsOrders);
    }
  }
}
