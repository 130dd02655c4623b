package io.hairspring.kernel.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.invoke.MethodHandles;
import org.junit.jupiter.api.Test;

class FieldHandleTest {
  private long value = 7;

  @Test
  void shouldReachTheField() {
    final var handle = FieldHandle.ofLong(MethodHandles.lookup(), FieldHandleTest.class, "value");
    assertEquals(7L, (long) handle.getAcquire(this));
    handle.setRelease(this, 8L);
    assertEquals(8, value);
  }

  @Test
  void shouldRefuseAFieldThatIsNotThere() {
    final var refusal =
        assertThrows(
            ExceptionInInitializerError.class,
            () -> FieldHandle.ofLong(MethodHandles.lookup(), FieldHandleTest.class, "other"));
    assertEquals(NoSuchFieldException.class, refusal.getCause().getClass());
  }
}
