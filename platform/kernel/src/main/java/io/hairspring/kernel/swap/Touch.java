package io.hairspring.kernel.swap;

import io.hairspring.api.task.HotPath;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.kernel.plan.Plan;
import io.hairspring.kernel.probe.LaneGuest;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.kernel.trading.StrategyTask;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The lane looks at some objects, and so has them in its processor's caches when it needs them:
 * what another processor has made or changed last is far away. A few lines at each boundary. What
 * it reads may change meanwhile, and does not matter.
 */
public final class Touch implements LaneGuest {
  private static final int LINE = 64;
  private static final int SHORT_LINE = LINE / Short.BYTES;
  private static final int INT_LINE = LINE / Integer.BYTES;
  private static final int LONG_LINE = LINE / Long.BYTES;
  private static final int OBJECTS = 6;
  private static final int MOST_OBJECTS = 384;
  private static final int BIG = 4_096;
  private static final int LOOKS = 20_000;

  private final Object[] objects;
  private final DirectBuffer buffer;
  private final int length;
  private final PlatformClock clock;
  private final AtomicBoolean taken = new AtomicBoolean();

  // Published by being over; the sum so that no reading is left out.
  private volatile long sum;
  private long nanos;
  private volatile boolean over;

  private Touch(List<Object> objects, DirectBuffer buffer, int length, PlatformClock clock) {
    this.objects = objects.toArray();
    this.buffer = buffer;
    this.length = length;
    this.clock = clock;
  }

  /**
   * What a lane will read and write when a successor takes over, in pieces. Big arrays are left
   * out: what goes through a buffer of some lines is not in them.
   *
   * @param component the successor
   * @param buffer what its state goes through, or null
   * @param length how much of that it takes
   */
  public static List<Touch> pieces(
      Object component, List<Plan> plans, DirectBuffer buffer, int length, PlatformClock clock) {
    final List<Object> all = new ArrayList<>();
    final ClassLoader own = component.getClass().getClassLoader();
    all.addAll(Reach.of(component, type -> type.getClassLoader() == own, MOST_OBJECTS));
    for (final Plan plan : plans) {
      all.addAll(Reach.of(plan, Touch::ofPlans, MOST_OBJECTS));
    }
    all.removeIf(Touch::big);
    final List<Touch> pieces = new ArrayList<>();
    for (int at = 0; at < all.size(); at += OBJECTS) {
      pieces.add(new Touch(all.subList(at, Math.min(all.size(), at + OBJECTS)), null, 0, clock));
    }
    if (buffer != null) {
      pieces.add(new Touch(Collections.emptyList(), buffer, length, clock));
    }
    return pieces;
  }

  private static boolean ofPlans(Class<?> type) {
    return type.getPackage() == Plan.class.getPackage()
        || type.getPackage() == StrategyTask.class.getPackage();
  }

  private static boolean big(Object object) {
    return object.getClass().isArray() && Array.getLength(object) > BIG;
  }

  @Override
  @HotPath
  public void visit(LineRing market, LineRing egress, LineRing records) {
    if (!taken.compareAndSet(false, true)) {
      return;
    }
    final long start = clock.nanoTime();
    look();
    nanos = clock.nanoTime() - start;
    over = true;
  }

  @HotPath
  private void look() {
    long all = 0;
    for (final Object each : objects) {
      all += touch(each);
    }
    for (int at = 0; at < length; at += LINE) {
      all += buffer.getByte(at);
    }
    sum = all;
  }

  @HotPath
  private static long touch(Object object) {
    long all = 0;
    if (object instanceof long[] longs) {
      for (int i = 0; i < longs.length; i += LONG_LINE) {
        all += longs[i];
      }
    } else if (object instanceof int[] ints) {
      for (int i = 0; i < ints.length; i += INT_LINE) {
        all += ints[i];
      }
    } else if (object instanceof Object[] others) {
      for (int i = 0; i < others.length; i += INT_LINE) {
        all += others[i] == null ? 1 : 0;
      }
    } else {
      all += touchSmall(object);
    }
    return all;
  }

  @HotPath
  private static long touchSmall(Object object) {
    long all = 0;
    if (object instanceof byte[] bytes) {
      for (int i = 0; i < bytes.length; i += LINE) {
        all += bytes[i];
      }
    } else if (object instanceof boolean[] flags) {
      for (int i = 0; i < flags.length; i += LINE) {
        all += flags[i] ? 1 : 0;
      }
    } else if (object instanceof double[] doubles) {
      for (int i = 0; i < doubles.length; i += LONG_LINE) {
        all += (long) doubles[i];
      }
    } else if (object instanceof short[] shorts) {
      for (int i = 0; i < shorts.length; i += SHORT_LINE) {
        all += shorts[i];
      }
    }
    // Others have been looked at by asking what they are.
    return all;
  }

  /**
   * Looks, so often that the code is compiled, at one object of each kind: an unknown one would
   * make the compiler begin anew, on the lane.
   */
  static void rehearse(PlatformClock clock) {
    final List<Object> kinds =
        List.of(
            new long[LONG_LINE],
            new int[INT_LINE],
            new Object[] {null, clock},
            new byte[LINE],
            new boolean[] {true, false},
            new double[LONG_LINE],
            new short[SHORT_LINE],
            clock);
    final Touch touch = new Touch(kinds, new UnsafeBuffer(new byte[LINE]), LINE, clock);
    for (int i = 0; i < LOOKS; i++) {
      touch.taken.set(false);
      touch.visit(null, null, null);
    }
  }

  /** Takes it back; false when it was begun. */
  public boolean revoke() {
    return taken.compareAndSet(false, true);
  }

  /** Whether it has happened. Any thread. */
  public boolean over() {
    return over;
  }

  /** What it took the lane. When it is over. */
  public long nanos() {
    return nanos;
  }

  /** What was read, in a word. When it is over. */
  long sum() {
    return sum;
  }
}
