package io.hairspring.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.monitor.measure.Measure;
import io.hairspring.monitor.measure.MeasureBook;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StepInflationTest {
  private static final int TIMES = 100;

  private final MeasureBook book = new MeasureBook();
  private final StepInflation inflation = new StepInflation();
  private final AtomicBoolean over = new AtomicBoolean();
  private final Thread observer = new Thread(this::observe);

  private void observe() {
    while (!over.get()) {
      book.turn();
      Thread.onSpinWait();
    }
  }

  @AfterEach
  void end() throws InterruptedException {
    over.set(true);
    observer.join();
  }

  /** A window in which each task took so long; the first records of it are made before a turn. */
  private double window(long... nanos) {
    for (int task = 0; task < nanos.length; task++) {
      final Measure measure = book.open("task:" + task, "time");
      for (int i = 0; i < TIMES; i++) {
        measure.record(nanos[task]);
      }
    }
    return gathered();
  }

  private double gathered() {
    if (!observer.isAlive()) {
      observer.start();
    }
    inflation.clear();
    book.gather((measure, p99) -> inflation.add(measure));
    return inflation.value();
  }

  @Test
  void shouldNotKnowWhatWasNotTimed() {
    book.open("cycle:0", "time").record(100);
    book.open("task:0", "time").record(100);
    assertTrue(Double.isNaN(gathered()));
  }

  @Test
  void shouldBeOneAtTheBest() {
    assertEquals(1, window(100, 100, 100));
  }

  @Test
  void shouldSayHowMuchLongerMostTasksTakeThanAtTheirBest() {
    window(100, 200, 50);
    assertEquals(2, window(200, 400, 50), 0.1);
  }

  @Test
  void shouldNotBeMovedByOneTaskAlone() {
    window(100, 100, 100);
    assertEquals(1, window(100, 100, 900), 0.1);
  }

  @Test
  void shouldCountInTheWindowWhatSomebodyElseHasReadMeanwhile() {
    window(100, 100);
    for (int i = 0; i < TIMES; i++) {
      book.open("task:0", "time").record(300);
      book.open("task:1", "time").record(300);
    }
    assertEquals(2L * TIMES, book.distributions().get(0).count());
    assertEquals(3, gathered(), 0.1);
    assertTrue(Double.isNaN(gathered()), "and in that window only");
  }
}
