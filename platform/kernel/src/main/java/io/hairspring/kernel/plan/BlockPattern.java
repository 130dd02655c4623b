package io.hairspring.kernel.plan;

import io.hairspring.api.task.Task;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Makes blocks of steps: each is a hidden class with the bytes of {@link FusedBlock} and constants
 * of its own, gone when nobody has the block any more. Control thread.
 */
final class BlockPattern {
  private static final byte[] BYTES =
      read(FusedBlock.class.getResourceAsStream(FusedBlock.class.getSimpleName() + ".class"));

  private BlockPattern() {}

  static byte[] read(InputStream bytes) {
    try (bytes) {
      return bytes.readAllBytes();
    } catch (final IOException e) {
      throw new UncheckedIOException("the bytes of a block of steps cannot be read", e);
    }
  }

  /**
   * The code of tasks that run one after the other; null when there are none.
   *
   * @param leads whether others depend on a step
   */
  static FusedSteps of(List<Task> tasks, IntPredicate leads) {
    FusedSteps next = null;
    final int blocks = (tasks.size() + FusedSteps.SLOTS - 1) / FusedSteps.SLOTS;
    for (int block = blocks - 1; block >= 0; block--) {
      next =
          define(
              MethodHandles.lookup(),
              FusedConstants.of(tasks, leads, block * FusedSteps.SLOTS, next));
    }
    return next;
  }

  static FusedSteps define(MethodHandles.Lookup home, FusedConstants constants) {
    try {
      return (FusedSteps)
          home.defineHiddenClassWithClassData(BYTES, constants, true)
              .lookupClass()
              .getDeclaredConstructor()
              .newInstance();
    } catch (final ReflectiveOperationException e) {
      throw new IllegalStateException("a block of steps cannot be made in " + home, e);
    }
  }
}
