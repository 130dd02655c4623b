package io.hairspring.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.monitor.AnomalyKind;
import io.hairspring.monitor.measure.Measure;
import io.hairspring.monitor.measure.MeasureBook;
import io.hairspring.monitor.observe.Episode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TrendsTest {
  private static final int WINDOWS = 24;

  private final MeasureBook book = new MeasureBook();
  private final Trends trends = new Trends(book, new StepInflation());
  private final List<Episode> found = new ArrayList<>();
  private long nanos = 1_000;

  /** One more window, with the observer's turns. */
  private void look() throws InterruptedException {
    final AtomicBoolean over = new AtomicBoolean();
    final Thread observer =
        new Thread(
            () -> {
              while (!over.get()) {
                book.turn();
                Thread.onSpinWait();
              }
            });
    observer.start();
    lookAlone();
    over.set(true);
    observer.join();
  }

  private void lookAlone() {
    trends.look(0, 1, found::add);
  }

  private void rise() throws InterruptedException {
    final Measure cycles = book.open("cycle:market", "time");
    for (int i = 0; i < 100; i++) {
      cycles.record(nanos);
    }
    nanos += 100;
    look();
  }

  @BeforeEach
  void begin() throws InterruptedException {
    for (int i = 0; i < WINDOWS; i++) {
      rise();
    }
    assertEquals(AnomalyKind.DEGRADATION, found.get(0).kind());
    assertFalse(found.get(0).over());
  }

  @Test
  void shouldEndARiseWhenItsMeasureIsGone() throws InterruptedException {
    book.clear();
    look();
    assertTrue(found.get(0).over());
  }

  @Test
  void shouldEndARiseWhenNoSuchCycleComesForAWindowAndLearnAnew() throws InterruptedException {
    look();
    assertTrue(found.get(0).over());
    rise();
    assertEquals(1, found.size());
  }

  @Test
  void shouldKeepARiseThroughALookInWhichTheObserverHadNoTurn() throws InterruptedException {
    lookAlone();
    assertFalse(found.get(0).over());
    rise();
    assertEquals(1, found.size());
    assertFalse(found.get(0).over());
  }
}
