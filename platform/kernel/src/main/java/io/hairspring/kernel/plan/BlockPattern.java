package io.hairspring.kernel.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;

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

  /** The code of steps; null when there are none. */
  static FusedSteps of(FusedLinks steps) {
    FusedSteps next = null;
    final int blocks = (steps.tasks().size() + FusedSteps.SLOTS - 1) / FusedSteps.SLOTS;
    for (int block = blocks - 1; block >= 0; block--) {
      next =
          define(MethodHandles.lookup(), new FusedConstants(steps, block * FusedSteps.SLOTS, next));
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
