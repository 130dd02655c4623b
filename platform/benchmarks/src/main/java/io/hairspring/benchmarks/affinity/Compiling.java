package io.hairspring.benchmarks.affinity;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongUnaryOperator;

/**
 * Keeps the compiler busy: the same code, new to the virtual machine each time, until it is hot.
 */
final class Compiling implements Work {
  private static final int CALLS = 20_000;
  private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final byte[] code;
  private long value = 1;

  /** Reads the code. */
  Compiling() {
    try (InputStream in = Compiling.class.getResourceAsStream("Compiled.class")) {
      code = in.readAllBytes();
    } catch (final IOException e) {
      throw new IllegalStateException("bench affinity: its own code cannot be read", e);
    }
  }

  @Override
  public void turn() {
    final LongUnaryOperator fresh = fresh();
    for (int i = 0; i < CALLS; i++) {
      value = fresh.applyAsLong(value);
    }
    LockSupport.parkNanos(REST_NANOS);
  }

  private LongUnaryOperator fresh() {
    try {
      return (LongUnaryOperator)
          MethodHandles.lookup()
              .defineHiddenClass(code, true)
              .lookupClass()
              .getDeclaredConstructor()
              .newInstance();
    } catch (final ReflectiveOperationException e) {
      throw new IllegalStateException("bench affinity: its own code cannot be loaded", e);
    }
  }
}
