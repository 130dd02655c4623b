package io.hairspring.peers.graph;

import com.fluxtion.runtime.annotations.OnTrigger;
import io.hairspring.api.task.Cycle;
import io.hairspring.api.task.HotPath;
import java.util.List;
import java.util.function.Supplier;

/**
 * Small nodes, of a nanosecond or so, in as many classes as a platform may have: a call through an
 * interface finds no favourite. Each class has its own {@code run}, so that a lane calls its work
 * directly, as it calls any task's.
 */
public final class Nodes {
  private static final List<Supplier<Node>> CLASSES =
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
          Step::new,
          Spread::new,
          Mask::new,
          Fold::new);

  private Nodes() {}

  /** A new node, of one class after the other. */
  public static Node number(int i) {
    return CLASSES.get(i % CLASSES.size()).get();
  }

  /** One of many. */
  @HotPath
  public static final class Sum extends Node {
    @Override
    @OnTrigger
    public boolean update() {
      return became(value + input());
    }

    @Override
    public boolean run(Cycle cycle) {
      return update();
    }
  }

  /** One of many. */
  @HotPath
  public static final class Ema extends Node {
    @Override
    @OnTrigger
    public boolean update() {
      return became(value + ((input() - value) >> 4));
    }

    @Override
    public boolean run(Cycle cycle) {
      return update();
    }
  }

  /** One of many. */
  @HotPath
  public static final class Maximum extends Node {
    @Override
    @OnTrigger
    public boolean update() {
      return became(Math.max(value >> 1, input()));
    }

    @Override
    public boolean run(Cycle cycle) {
      return update();
    }
  }

  /** One of many. */
  @HotPath
  public static final class Minimum extends Node {
    @Override
    @OnTrigger
    public boolean update() {
      return became(Math.min(value + 3, input()));
    }

    @Override
    public boolean run(Cycle cycle) {
      return update();
    }
  }

  /** One of many. */
  @HotPath
  public static final class Congruence extends Node {
    @Override
    @OnTrigger
    public boolean update() {
      return became(value * 31 + input());
    }

    @Override
    public boolean run(Cycle cycle) {
      return update();
    }
  }

  /** One of many. */
  @HotPath
  public static final class Rotation extends Node {
    @Override
    @OnTrigger
    public boolean update() {
      return became(Long.rotateLeft(value, 7) ^ input());
    }

    @Override
    public boolean run(Cycle cycle) {
      return update();
    }
  }

  /** One of many. */
  @HotPath
  public static final class Shift extends Node {
    @Override
    @OnTrigger
    public boolean update() {
      return became(value ^ (input() << 1));
    }

    @Override
    public boolean run(Cycle cycle) {
      return update();
    }
  }

  /** One of many. */
  @HotPath
  public static final class Parity extends Node {
    @Override
    @OnTrigger
    public boolean update() {
      return became(input() + Long.bitCount(value));
    }

    @Override
    public boolean run(Cycle cycle) {
      return update();
    }
  }

  /** One of many. */
  @HotPath
  public static final class Difference extends Node {
    @Override
    @OnTrigger
    public boolean update() {
      return became(input() - value);
    }

    @Override
    public boolean run(Cycle cycle) {
      return update();
    }
  }

  /** One of many. */
  @HotPath
  public static final class Toggle extends Node {
    @Override
    @OnTrigger
    public boolean update() {
      return became(~value ^ input());
    }

    @Override
    public boolean run(Cycle cycle) {
      return update();
    }
  }

  /** One of many. */
  @HotPath
  public static final class Clamp extends Node {
    @Override
    @OnTrigger
    public boolean update() {
      return became(Math.min(value & 0xffff, input() & 0xff) + input());
    }

    @Override
    public boolean run(Cycle cycle) {
      return update();
    }
  }

  /** One of many. */
  @HotPath
  public static final class Mix extends Node {
    @Override
    @OnTrigger
    public boolean update() {
      return became((value ^ (value >>> 3)) + input());
    }

    @Override
    public boolean run(Cycle cycle) {
      return update();
    }
  }

  /** One of many. */
  @HotPath
  public static final class Step extends Node {
    @Override
    @OnTrigger
    public boolean update() {
      return became((value + 1) ^ input());
    }

    @Override
    public boolean run(Cycle cycle) {
      return update();
    }
  }

  /** One of many. */
  @HotPath
  public static final class Spread extends Node {
    @Override
    @OnTrigger
    public boolean update() {
      return became((input() << 1) - value);
    }

    @Override
    public boolean run(Cycle cycle) {
      return update();
    }
  }

  /** One of many. */
  @HotPath
  public static final class Mask extends Node {
    @Override
    @OnTrigger
    public boolean update() {
      return became((value + input()) & 0xffff_ffffL);
    }

    @Override
    public boolean run(Cycle cycle) {
      return update();
    }
  }

  /** One of many. */
  @HotPath
  public static final class Fold extends Node {
    @Override
    @OnTrigger
    public boolean update() {
      return became(input() ^ (value >>> 8));
    }

    @Override
    public boolean run(Cycle cycle) {
      return update();
    }
  }
}
