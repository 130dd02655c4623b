package io.hairspring.monitor.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.time.PlatformClock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JvmLogTest {
  private static final long EVER = Long.MAX_VALUE;

  private final JvmLog log =
      new JvmLog(
          new PlatformClock() {
            private final long offset =
                TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - System.nanoTime();

            @Override
            public long nanoTime() {
              return System.nanoTime();
            }

            @Override
            public long epochNanos(long nanoTime) {
              return nanoTime + offset;
            }
          });

  @Test
  @SuppressWarnings("ExplicitGc") // It is what is heard of.
  void shouldHearOfACollectionThatHadAllThreadsStandWhenItDid() {
    try (log) {
      log.start();
      final long before = System.nanoTime();
      System.gc();
      final long after = System.nanoTime();
      assertFalse(log.covers(after));
      while (!log.covers(after)) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      }
      final long slack = TimeUnit.MILLISECONDS.toNanos(20);
      final List<JvmAct> stops =
          log.between(JvmAct.Kind.STOP, before - slack, after + slack).stream()
              .filter(act -> act.what().contains("Collect"))
              .toList();
      assertFalse(stops.isEmpty());
      assertTrue(stops.get(0).within(before - slack, after + slack) > 0);
    }
    assertTrue(log.covers(EVER), "nothing more will be heard");
  }

  @Test
  void shouldKeepABoundedNumber() {
    for (int i = 0; i < 10_000; i++) {
      log.add(new JvmAct(JvmAct.Kind.STOP, "", i, i, "stop"));
    }
    final List<JvmAct> kept = log.between(JvmAct.Kind.STOP, 0, EVER);
    assertEquals(512, kept.size());
    assertEquals(9_999, kept.get(511).beginNanos());
  }
}
