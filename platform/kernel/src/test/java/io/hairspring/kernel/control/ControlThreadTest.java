package io.hairspring.kernel.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ControlThreadTest {
  private final ControlThread control = new ControlThread();

  @Test
  void shouldAnswerAsItIsToldWhenItHasEnded() {
    assertEquals("work", control.call(() -> "work", "nothing"));
    control.stop();
    assertEquals("nothing", control.call(() -> "work", "nothing"));
  }
}
