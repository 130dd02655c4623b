package io.hairspring.benchmarks.work;

import io.hairspring.api.task.Cycle;
import io.hairspring.api.task.HotPath;
import io.hairspring.api.task.Task;
import java.util.List;
import java.util.function.Supplier;

/**
 * Small tasks, of a nanosecond or less, in as many classes as a platform may have: a call through
 * {@link Task} finds no favourite.
 */
public final class SmallTasks {
  private static final List<Supplier<Task>> CLASSES =
      List.of(
          Sum::new,
          Ema::new,
          Maximum::new,
          Minimum::new,
          Congruence::new,
          Rotation::new,
          Shift::new,
          Parity::new,
          Difference::new,
          Toggle::new,
          Clamp::new,
          Mix::new,
          Tick::new,
          Spread::new,
          Mask::new,
          Fold::new);

  private SmallTasks() {}

  /** A new task, of one class after the other. */
  public static Task number(int i) {
    return CLASSES.get(i % CLASSES.size()).get();
  }

  /** One of many. */
  @HotPath
  public static final class Sum implements Task {
    private long value;

    @Override
    public boolean run(Cycle cycle) {
      value = value + 3;
      return true;
    }
  }

  /** One of many. */
  @HotPath
  public static final class Ema implements Task {
    private long value;

    @Override
    public boolean run(Cycle cycle) {
      value += (7_000 - value) >> 4;
      return true;
    }
  }

  /** One of many. */
  @HotPath
  public static final class Maximum implements Task {
    private long value;
    private long seen;

    @Override
    public boolean run(Cycle cycle) {
      value = Math.max(value, ++seen);
      seen ^= 5;
      return true;
    }
  }

  /** One of many. */
  @HotPath
  public static final class Minimum implements Task {
    private long value;
    private long seen;

    @Override
    public boolean run(Cycle cycle) {
      value = Math.min(value, --seen);
      seen ^= 3;
      return true;
    }
  }

  /** One of many. */
  @HotPath
  public static final class Congruence implements Task {
    private long value;

    @Override
    public boolean run(Cycle cycle) {
      value = value * 31 + 7;
      return true;
    }
  }

  /** One of many. */
  @HotPath
  public static final class Rotation implements Task {
    private long value;

    @Override
    public boolean run(Cycle cycle) {
      value = Long.rotateLeft(value, 7) ^ 11;
      return true;
    }
  }

  /** One of many. */
  @HotPath
  public static final class Shift implements Task {
    private long value;

    @Override
    public boolean run(Cycle cycle) {
      value = value ^ (value << 1) + 1;
      return true;
    }
  }

  /** One of many. */
  @HotPath
  public static final class Parity implements Task {
    private long value;
    private long seen;

    @Override
    public boolean run(Cycle cycle) {
      value = value ^ (Long.bitCount(++seen) & 1);
      return true;
    }
  }

  /** One of many. */
  @HotPath
  public static final class Difference implements Task {
    private long value;
    private long seen;

    @Override
    public boolean run(Cycle cycle) {
      value = ++seen - value;
      return true;
    }
  }

  /** One of many. */
  @HotPath
  public static final class Toggle implements Task {
    private long value;

    @Override
    public boolean run(Cycle cycle) {
      value = ~value;
      return true;
    }
  }

  /** One of many. */
  @HotPath
  public static final class Clamp implements Task {
    private long value;

    @Override
    public boolean run(Cycle cycle) {
      value = Math.min(value + 2, 1_000) & 0xff;
      return true;
    }
  }

  /** One of many. */
  @HotPath
  public static final class Mix implements Task {
    private long value;

    @Override
    public boolean run(Cycle cycle) {
      value = (value ^ value >>> 3) + 5;
      return true;
    }
  }

  /** One of many. */
  @HotPath
  public static final class Tick implements Task {
    private long value;

    @Override
    public boolean run(Cycle cycle) {
      value = value + 1;
      return true;
    }
  }

  /** One of many. */
  @HotPath
  public static final class Spread implements Task {
    private long value;
    private long seen;

    @Override
    public boolean run(Cycle cycle) {
      value = (++seen << 1) - value;
      return true;
    }
  }

  /** One of many. */
  @HotPath
  public static final class Mask implements Task {
    private long value;

    @Override
    public boolean run(Cycle cycle) {
      value = value + 9 & 0xffff;
      return true;
    }
  }

  /** One of many. */
  @HotPath
  public static final class Fold implements Task {
    private long value;

    @Override
    public boolean run(Cycle cycle) {
      value = (value + 1) ^ (value >>> 8);
      return true;
    }
  }
}
