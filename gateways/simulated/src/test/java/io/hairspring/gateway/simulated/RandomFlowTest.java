package io.hairspring.gateway.simulated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.hairspring.api.order.RejectReason;
import io.hairspring.api.order.ReportKind;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RandomFlowTest {
  private static final int STEPS = 5_000;

  @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
  void shouldGiveTheSameBytesForTheSameEventsAndCommands(@ForAll long seed) {
    final byte[] once = reports(seed, STEPS);

    assertTrue(once.length > 0);
    assertArrayEquals(once, reports(seed, STEPS));
  }

  @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
  void shouldGiveTheSameBytesWhenAnotherTakesOverEveryNowAndThen(@ForAll long seed) {
    assertArrayEquals(reports(seed, STEPS), reports(seed, 97));
  }

  /** An order's leaves go down by each fill, and after its end nothing is said of it. */
  @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
  void shouldAccountForEveryLot(@ForAll long seed) {
    final Map<Long, Integer> standing = new HashMap<>();
    final long[] lastExchangeNanos = {Long.MIN_VALUE};
    final SimulatedExchange exchange =
        new SimulatedExchange(Market.OPTIONS, Market.INSTRUMENTS, Market.CLOCK);
    final RandomFlow flow =
        new RandomFlow(
            exchange,
            seed,
            (buffer, offset) -> {
              final Report report = Report.of(buffer, offset);
              account(standing, report);
              assertTrue(report.exchangeNanos() >= lastExchangeNanos[0]);
              lastExchangeNanos[0] = report.exchangeNanos();
              return true;
            });
    for (int i = 0; i < STEPS; i++) {
      flow.step();
    }
    exchange.poll(
        Long.MAX_VALUE,
        (buffer, offset) -> {
          account(standing, Report.of(buffer, offset));
          return true;
        });

    assertEquals(standing.size(), exchange.openOrders());
    assertEquals(0, exchange.missedFills());
  }

  private static void account(Map<Long, Integer> standing, Report report) {
    final Integer before = standing.get(report.id());
    if (report.kind() == ReportKind.ACKNOWLEDGED) {
      assertEquals(null, before);
    } else if (report.kind() != ReportKind.REJECTED) {
      assertTrue(before != null, () -> "not standing: " + report);
    }
    switch (report.kind()) {
      case ACKNOWLEDGED, REPLACED -> standing.put(report.id(), report.leaves());
      case PARTIAL_FILL -> {
        assertTrue(report.leaves() > 0);
        assertEquals(before - report.quantity(), report.leaves());
        standing.put(report.id(), report.leaves());
      }
      case FILL -> {
        assertEquals(before, report.quantity());
        standing.remove(report.id());
      }
      case CANCELLED -> standing.remove(report.id());
      case REJECTED -> {
        assertTrue(report.reason() != RejectReason.NONE);
        if (report.leaves() > 0) {
          assertEquals(before, report.leaves());
        }
      }
    }
  }

  @Test
  void shouldAllocateNothingOnceWarm() {
    final long[] bytes = new long[1];
    final SimulatedExchange exchange =
        new SimulatedExchange(Market.OPTIONS, Market.INSTRUMENTS, Market.CLOCK);
    final RandomFlow flow =
        new RandomFlow(
            exchange,
            17,
            (buffer, offset) -> {
              bytes[0] += LineQueue.LINE;
              return true;
            });
    final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    final long thread = Thread.currentThread().getId();
    for (int i = 0; i < 200_000; i++) {
      flow.step();
    }

    // The least of three rounds: the virtual machine itself may allocate once, an order would
    // always.
    long allocated = Long.MAX_VALUE;
    for (int round = 0; round < 3; round++) {
      final long before = threads.getThreadAllocatedBytes(thread);
      for (int i = 0; i < 300_000; i++) {
        flow.step();
      }
      allocated = Math.min(allocated, threads.getThreadAllocatedBytes(thread) - before);
    }

    assertEquals(0, allocated);
    assertTrue(bytes[0] > 0);
    assertEquals(0, flow.refused());
  }

  private static byte[] reports(long seed, int stepsOfOne) {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    final RandomFlow flow =
        new RandomFlow(
            new SimulatedExchange(Market.OPTIONS, Market.INSTRUMENTS, Market.CLOCK),
            seed,
            (buffer, offset) -> {
              for (int i = 0; i < LineQueue.LINE; i++) {
                bytes.write(buffer.getByte(offset + i));
              }
              return true;
            });
    for (int i = 0; i < STEPS; i++) {
      if (i > 0 && i % stepsOfOne == 0) {
        flow.goOnWith(new SimulatedExchange(Market.OPTIONS, Market.INSTRUMENTS, Market.CLOCK));
      }
      flow.step();
    }
    return bytes.toByteArray();
  }
}
