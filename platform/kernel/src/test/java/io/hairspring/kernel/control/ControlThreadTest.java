package io.hairspring.kernel.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControlThreadTest {
  private final ControlThread control = new ControlThread();

  @AfterEach
  void stop() {
    control.stop();
  }

  @Test
  void shouldAnswerAsItIsToldWhenItHasEnded() {
    assertEquals("work", control.call(() -> "work", "nothing"));
    control.stop();
    assertEquals("nothing", control.call(() -> "work", "nothing"));
  }

  @Test
  void shouldRepeatWhatHasThrownAsWhatHasNot() throws InterruptedException {
    final CountDownLatch turns = new CountDownLatch(3);
    control.every(
        1,
        () -> {
          turns.countDown();
          throw new IllegalStateException("as told");
        });
    assertTrue(turns.await(10, TimeUnit.SECONDS));
  }
}
