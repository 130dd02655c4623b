package io.hairspring.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.hairspring.api.monitor.Alert;
import io.hairspring.api.monitor.AnomalyKind;
import io.hairspring.api.monitor.Cause;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ListenerThreadTest {
  private static final Alert ALERT =
      new Alert(1, AnomalyKind.SPIKE, "lane:0", true, 0, 0, 2, 1, Cause.UNKNOWN, "");

  private final AtomicReference<Thread> thread = new AtomicReference<>();
  private final AtomicInteger told = new AtomicInteger();
  private final CountDownLatch first = new CountDownLatch(1);

  @Test
  void shouldHaveItsThreadEndedOnceItHasStoppedThoughTheListenerTakesTheInterrupt()
      throws InterruptedException {
    final ListenerThread listener =
        new ListenerThread(
            alert -> {
              told.incrementAndGet();
              thread.set(Thread.currentThread());
              first.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (final InterruptedException e) {
                // As a listener should not, and many do.
                return;
              }
            });
    listener.offer(ALERT);
    listener.offer(ALERT);
    first.await();
    listener.stop();
    assertFalse(thread.get().isAlive());
    assertEquals(1, told.get());
  }

  @Test
  void shouldLetAListenerTakeItselfAway() throws InterruptedException {
    final AtomicReference<ListenerThread> itself = new AtomicReference<>();
    itself.set(
        new ListenerThread(
            alert -> {
              thread.set(Thread.currentThread());
              itself.get().stop();
              first.countDown();
            }));
    itself.get().offer(ALERT);
    first.await();
    thread.get().join();
    assertFalse(thread.get().isAlive());
  }
}
